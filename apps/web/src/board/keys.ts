/** What a key pressed on a mark or in its panel means. */
export type KeyMeaning =
  | { readonly means: 'green' | 'red' | 'close' | 'next' | 'before' | 'all-reasons' }
  | { readonly means: 'choice'; readonly index: number };

/**
 * Keys work only while the focus is on a mark or in its panel, never while somebody types, and never
 * with a modifier, so that they take nothing from the browser or a screen reader.
 */
export function meaningOf(key: string, typing: boolean, modified: boolean): KeyMeaning | null {
  if (modified) return null;
  if (key === 'Escape') return { means: 'close' };
  if (typing) return null;
  switch (key) {
    case 'g':
    case 'G':
      return { means: 'green' };
    case 'r':
    case 'R':
      return { means: 'red' };
    case '/':
      return { means: 'all-reasons' };
    case 'ArrowDown':
      return { means: 'next' };
    case 'ArrowUp':
      return { means: 'before' };
    default:
      return /^[1-9]$/.test(key) ? { means: 'choice', index: Number(key) - 1 } : null;
  }
}

/** The same keys in words, for the help card. */
export const BOARD_HELP = {
  title: 'The ward board, with a mark or its panel in focus',
  keys: [
    ['↑ ↓', 'the bed before, the bed after; an open panel closes'],
    ['Enter', 'open the patient'],
    ['G', 'green'],
    ['R', 'red'],
    ['1 to 9', 'what is offered in the panel'],
    ['/', 'all reasons, found by their words'],
    ['U', 'undo the last mark, within ten seconds'],
    ['Esc', 'close the panel'],
  ],
} as const;
