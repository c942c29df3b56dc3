import { describe, expect, it } from '@jest/globals';
import { createMetrics } from './metrics.js';

describe('metrics', () => {
  it('tell the process’s own figures in Prometheus text', async () => {
    const { contentType, body } = await createMetrics().scrape();
    expect(contentType).toContain('text/plain');
    expect(body).toContain('process_resident_memory_bytes');
  });

  it('ask each source for its number at every scrape, whenever it was added', async () => {
    const metrics = createMetrics();
    let marks = 2;
    await metrics.add((registry, { Gauge }) => {
      registry.registerMetric(
        new Gauge({
          name: 'marks',
          help: 'marks acknowledged',
          registers: [],
          collect() {
            this.set(marks);
          },
        }),
      );
    });
    expect((await metrics.scrape()).body).toMatch(/^marks 2$/m);
    marks = 5;
    await metrics.add((registry, { Counter }) => {
      const late = new Counter({ name: 'late', help: 'added late', registers: [registry] });
      late.inc();
    });
    expect((await metrics.scrape()).body).toMatch(/^marks 5$/m);
    expect((await metrics.scrape()).body).toMatch(/^late 1$/m);
  });
});
