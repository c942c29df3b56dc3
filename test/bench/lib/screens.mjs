import { setTimeout as pause } from 'node:timers/promises';
import { markIn } from './marks.mjs';
import { WebSocketLine } from './websocket.mjs';

const AT_ONCE = 50;
const READY_MS_MAX = 20_000;

/** Screens of one server: counts what reaches them, and when. */
export class Screens {
  lines = [];
  delivered = 0;
  repeated = 0;
  closed = 0;
  lastAt = 0;
  #first = Infinity;
  #seen = [];
  #reached = null;
  #latencies = null;
  #sentAt = null;

  constructor(system) {
    this.system = system;
  }

  /** Opens `count` screens of some wards and waits until each is served. */
  async open(count, wards) {
    const how = await this.system.screens(count, wards);
    for (let begin = 0; begin < count; begin += AT_ONCE) {
      const some = Array.from({ length: Math.min(AT_ONCE, count - begin) }, (_, i) => begin + i);
      await Promise.all(some.map((index) => this.#openOne(how, index)));
    }
  }

  /** From now on marks from `first` on are counted; `sentAt[number - first]` says when each was meant to go. */
  count(first, sentAt, { each = true } = {}) {
    this.#first = first;
    this.#sentAt = sentAt;
    this.#latencies = each ? [] : null;
    this.#reached = new Float64Array(sentAt.length);
    this.#seen = this.lines.map(() => new Uint8Array(sentAt.length));
    this.delivered = 0;
    this.repeated = 0;
  }

  /** Milliseconds from the intended send to each screen. */
  get latencies() {
    return this.#latencies ?? [];
  }

  /** Milliseconds from the intended send until the last screen had it, for the first `count` marks. */
  lastScreen(count) {
    return Array.from({ length: count }, (_, i) => this.#reached[i] - this.#sentAt[i]);
  }

  /** Waits until everything expected is there; false when it does not come. */
  async drained(expected, withinMs) {
    const end = performance.now() + withinMs;
    while (this.delivered < expected && performance.now() < end) await pause(2);
    return this.delivered >= expected;
  }

  close() {
    for (const line of this.lines) line.close();
    this.lines = [];
  }

  #openOne(how, index) {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('a screen was not served')), READY_MS_MAX);
      const place = { port: this.system.port, path: how.path, headers: how.headers(index) };
      const line = new WebSocketLine(place, {
        open: (opened) => how.open(opened),
        frame: (bytes, from) => {
          if (!how.greeting(bytes, from)) this.#told(bytes, from.index);
        },
        close: () => (this.closed += 1),
      });
      line.index = this.lines.length;
      line.frames = 0;
      line.ready = () => {
        clearTimeout(late);
        resolve();
      };
      this.lines.push(line);
    });
  }

  #told(bytes, screen) {
    const number = markIn(bytes) - this.#first;
    if (!(number >= 0) || number >= this.#reached.length) return;
    const now = performance.now();
    const seen = this.#seen[screen];
    if (seen[number] === 1) {
      this.repeated += 1;
      return;
    }
    seen[number] = 1;
    this.delivered += 1;
    this.lastAt = now;
    this.#reached[number] = now;
    this.#latencies?.push(now - this.#sentAt[number]);
  }
}
