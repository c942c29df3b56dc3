import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, chromiumPath } from './chromium.js';

/** The three sizes a screen is made for, in CSS pixels. */
export const SIZES = {
  wall: { width: 1920, height: 1080 },
  tablet: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
} as const;

interface WindowOptions {
  /** Who is signed in; nobody when left out. */
  readonly person?: string;
  readonly size?: keyof typeof SIZES;
  readonly touch?: boolean;
  readonly timezone?: string;
}

/** A browser of a test. Its windows share nothing, as on devices of different people. */
export interface TestBrowser {
  open(path: string, options?: WindowOptions): Promise<Page>;
  /** What no window may do: throw, complain in its console, ask another origin, or load its page anew. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

/** How long a window may take for anything: generous, since the machine may be busy. */
const PATIENCE_MS = 10_000;

/** Starts a browser for the service at an address. Close it in `afterAll`. */
export async function openBrowser(url: string): Promise<TestBrowser> {
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: CHROMIUM_FLAGS,
  });
  const faults: string[] = [];
  return {
    faults,
    async open(path, { person, size = 'tablet', touch = false, timezone } = {}) {
      const context = await browser.newContext({
        baseURL: url,
        viewport: SIZES[size],
        hasTouch: touch,
        reducedMotion: 'reduce',
        ...(timezone === undefined ? {} : { timezoneId: timezone }),
      });
      context.setDefaultTimeout(PATIENCE_MS);
      if (person !== undefined) await signIn(context, person);
      const page = await context.newPage();
      await page.goto(path);
      watch(page, url, faults);
      return page;
    },
    close: () => browser.close(),
  };
}

async function signIn(context: BrowserContext, person: string): Promise<void> {
  const answer = await context.request.post('/api/session', { data: { person } });
  if (!answer.ok()) throw new Error(`${person} could not sign in: ${answer.status()}`);
}

/** A refused or failed request is told in the console too: that is an answer, not a fault of the page. */
const ONLY_AN_ANSWER = /^(Failed to load resource|WebSocket connection to)/;

function watch(page: Page, url: string, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`thrown: ${error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    if (['error', 'warning'].includes(message.type()) && !ONLY_AN_ANSWER.test(text))
      faults.push(`console: ${text}`);
  });
  page.on('request', (request) => {
    const address = request.url();
    if (!address.startsWith(url) && !address.startsWith('data:'))
      faults.push(`asked another origin: ${new URL(address).origin}`);
  });
}

/** Whether the page lives since it was marked: false after any load. Mark it first. */
export async function markAlive(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate('window.aliveSinceMarked = true');
  return () => page.evaluate<boolean>('window.aliveSinceMarked === true');
}

/** CSS pixels by which the page is wider than its window. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
}

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

const AXE_RUN = `axe.run(document, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
  // It looks at the page as it stands, and fetches nothing: the line may be down.
  preload: false,
}).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
  nodes.slice(0, 3).map(({ html, failureSummary }) => id + ': ' + html.slice(0, 160) + ' | ' + failureSummary)))`;

/** Whatever axe-core holds against the page, however small: WCAG 2.0 to 2.2, levels A and AA, and good practice. */
export async function axeViolations(page: Page): Promise<string[]> {
  // Put in past the page's own policy, which rightly lets no foreign script in.
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Runtime.evaluate', { expression: `window.axe ?? (() => {${axeSource}})()` });
  await devtools.detach();
  return page.evaluate<string[]>(AXE_RUN);
}
