import { useSyncExternalStore } from 'react';
import { STEPS } from './steps.js';
import type { StepId } from './steps.js';

/** How far somebody is on this device. It outlives signing out and closing the window. */
export interface Progress {
  readonly open: boolean;
  /** Place of the step in the tour, from 0. */
  readonly at: number;
  readonly done: readonly StepId[];
}

const KEY = 'boardround.tour';
const NOT_BEGUN: Progress = { open: false, at: 0, done: [] };

const listeners = new Set<() => void>();
let held: { readonly text: string | null; readonly progress: Progress } | null = null;
/** Kept here when the browser lets nothing be stored: then the tour lasts as long as the page. */
let unstored: string | null = null;

function readText(): string | null {
  try {
    return localStorage.getItem(KEY) ?? unstored;
  } catch {
    return unstored;
  }
}

/** What was stored, if it can still be read by this tour. */
export function parseProgress(text: string | null): Progress {
  if (text === null) return NOT_BEGUN;
  try {
    const { open, at, done } = JSON.parse(text) as Partial<Record<keyof Progress, unknown>>;
    const ids = STEPS.map(({ id }) => id);
    if (typeof at !== 'number' || !Number.isInteger(at) || at < 0 || at >= STEPS.length)
      return NOT_BEGUN;
    return {
      open: open === true,
      at,
      done: Array.isArray(done) ? ids.filter((id) => done.includes(id)) : [],
    };
  } catch {
    return NOT_BEGUN;
  }
}

function read(): Progress {
  const text = readText();
  if (held?.text !== text) held = { text, progress: parseProgress(text) };
  return held.progress;
}

function write(progress: Progress): void {
  unstored = JSON.stringify(progress);
  try {
    localStorage.setItem(KEY, unstored);
  } catch {
    // A browser that stores nothing still has the tour until the page goes.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useProgress(): Progress {
  return useSyncExternalStore(subscribe, read, () => NOT_BEGUN);
}

/** Begins the tour, or goes on where it was left; after its end it begins anew. */
export function openTour(): void {
  const { at, done } = read();
  write(at === STEPS.length - 1 ? { ...NOT_BEGUN, open: true } : { open: true, at, done });
}

export function leaveTour(): void {
  write({ ...read(), open: false });
}

export function goTo(at: number): void {
  write({ ...read(), at: Math.min(STEPS.length - 1, Math.max(0, at)) });
}

export function noteDone(id: StepId): void {
  const progress = read();
  if (!progress.done.includes(id)) write({ ...progress, done: [...progress.done, id] });
}
