/** What is to happen next: the earliest first, equal times in the order in which they were put in. */
export interface Queue<T> {
  add(ms: number, what: T): void;
  /** Takes the earliest, or null when nothing is left at or before `until`. */
  take(until: number): { readonly ms: number; readonly what: T } | null;
}

interface Entry<T> {
  readonly ms: number;
  readonly place: number;
  readonly what: T;
}

/** A binary heap: some hundred thousand happenings go through it. */
export function newQueue<T>(): Queue<T> {
  const heap: Entry<T>[] = [];
  let places = 0;
  return {
    add(ms, what) {
      places += 1;
      heap.push({ ms, place: places, what });
      rise(heap, heap.length - 1);
    },
    take(until) {
      const first = heap[0];
      if (first === undefined || first.ms > until) return null;
      const last = heap.pop();
      if (last !== undefined && heap.length > 0) {
        heap[0] = last;
        sink(heap);
      }
      return first;
    },
  };
}

function earlier<T>(a: Entry<T>, b: Entry<T>): boolean {
  return a.ms < b.ms || (a.ms === b.ms && a.place < b.place);
}

function rise<T>(heap: Entry<T>[], from: number): void {
  let index = from;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (!swapIfEarlier(heap, index, parent)) return;
    index = parent;
  }
}

function sink<T>(heap: Entry<T>[]): void {
  let index = 0;
  for (;;) {
    const left = index * 2 + 1;
    const [a, b] = [heap[left], heap[left + 1]];
    if (a === undefined) return;
    const child = b !== undefined && earlier(b, a) ? left + 1 : left;
    if (!swapIfEarlier(heap, child, index)) return;
    index = child;
  }
}

/** Swaps when the lower one is earlier than the upper one, and says whether it did. */
function swapIfEarlier<T>(heap: Entry<T>[], lower: number, upper: number): boolean {
  const [a, b] = [heap[lower], heap[upper]];
  if (a === undefined || b === undefined || !earlier(a, b)) return false;
  heap[lower] = b;
  heap[upper] = a;
  return true;
}
