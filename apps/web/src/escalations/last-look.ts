import { useState } from 'react';
import type { EscalationItem, InstantText } from '#domain';
import type { Escalations } from '#contracts';

/**
 * What this person had before them when they last said "seen", on this device: ids of items and a print
 * of each, no name and no word. Another device knows its own last look, and the screen says so.
 */
export interface LastLook {
  readonly at: InstantText;
  readonly prints: Readonly<Record<string, string>>;
}

/** What makes an item worth another look; ageing alone does not. */
export function printOf(item: EscalationItem): string {
  const { owner, waitsFor, level, due, state, since } = item;
  return [waitsFor.list, waitsFor.code, owner, level, due, state, since].join('|');
}

export function lookAt({ items, asOf }: Pick<Escalations, 'items' | 'asOf'>): LastLook {
  return { at: asOf, prints: Object.fromEntries(items.map((item) => [item.id, printOf(item)])) };
}

export type NewsOf = 'new' | 'changed' | null;

export interface SinceThen {
  readonly news: (item: EscalationItem) => NewsOf;
  readonly fresh: number;
  readonly changed: number;
  /** How many that stood there then are on the list no longer. */
  readonly gone: number;
}

/** The list now against a look; nothing is news to somebody who never looked. */
export function sinceThen(items: readonly EscalationItem[], look: LastLook | null): SinceThen {
  const news = (item: EscalationItem): NewsOf => {
    if (look === null) return null;
    const before = look.prints[item.id];
    if (before === undefined) return 'new';
    return before === printOf(item) ? null : 'changed';
  };
  const all = items.map(news);
  const here = new Set(items.map((item) => item.id));
  return {
    news,
    fresh: all.filter((one) => one === 'new').length,
    changed: all.filter((one) => one === 'changed').length,
    gone: Object.keys(look?.prints ?? {}).filter((id) => !here.has(id)).length,
  };
}

const keyOf = (person: string) => `boardround.last-look.${person}`;

/** The last look of a person here. The first one is taken by itself, since everything would be new. */
export function useLastLook(
  person: string,
  list: Escalations,
): { readonly look: LastLook; readonly seen: () => void } {
  const [look, setLook] = useState<LastLook>(() => read(person) ?? keep(person, lookAt(list)));
  return { look, seen: () => setLook(keep(person, lookAt(list))) };
}

function read(person: string): LastLook | null {
  try {
    const held: unknown = JSON.parse(localStorage.getItem(keyOf(person)) ?? 'null');
    return isLook(held) ? held : null;
  } catch {
    return null;
  }
}

function isLook(held: unknown): held is LastLook {
  return typeof held === 'object' && held !== null && 'at' in held && 'prints' in held;
}

/** A browser that keeps nothing knows its look until the page is closed. */
function keep(person: string, look: LastLook): LastLook {
  try {
    localStorage.setItem(keyOf(person), JSON.stringify(look));
  } catch {
    // Full, or forbidden: see above.
  }
  return look;
}
