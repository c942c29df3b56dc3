import type { Registry } from 'prom-client';

/** The text of `GET /metrics` and the content type it must be served with. */
export interface Scrape {
  contentType: string;
  body: string;
}

/** Adds one's own counters and gauges to the registry; called once, at the first scrape. */
export type MetricsSource = (
  registry: Registry,
  prometheus: typeof import('prom-client'),
) => void | Promise<void>;

export interface Metrics {
  /** Registers a source before the first scrape, or at once after it. */
  add(source: MetricsSource): Promise<void>;
  scrape(): Promise<Scrape>;
}

/**
 * Metrics that cost nothing until somebody asks: the library is loaded and the process's own figures
 * (memory, event loop, garbage collection) begin with the first scrape. What is counted on the hot path
 * is a plain number of its owner, which a source reads in its gauge's `collect`.
 */
export function createMetrics(): Metrics {
  const waiting: MetricsSource[] = [];
  let opened: Promise<Registry> | null = null;

  async function load(): Promise<Registry> {
    const prometheus = await import('prom-client');
    const registry = new prometheus.Registry();
    prometheus.collectDefaultMetrics({ register: registry });
    for (const source of waiting.splice(0)) await source(registry, prometheus);
    return registry;
  }

  return {
    async add(source) {
      if (!opened) waiting.push(source);
      else await source(await opened, await import('prom-client'));
    },
    async scrape() {
      opened ??= load();
      const registry = await opened;
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
  };
}
