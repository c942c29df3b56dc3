/** What a key means while a round is walked. */
export type RoundKey =
  | { readonly means: 'green' | 'red' | 'as-planned' | 'all-reasons' }
  | { readonly means: 'next' | 'back' | 'undo' | 'action' | 'note' | 'first-out' }
  | { readonly means: 'home'; readonly discharge: 'definite' | 'potential' | 'no' }
  | { readonly means: 'choice'; readonly index: number };

const LETTERS: Readonly<Record<string, RoundKey>> = {
  g: { means: 'green' },
  r: { means: 'red' },
  y: { means: 'as-planned' },
  '/': { means: 'all-reasons' },
  d: { means: 'home', discharge: 'definite' },
  p: { means: 'home', discharge: 'potential' },
  n: { means: 'home', discharge: 'no' },
  f: { means: 'first-out' },
  a: { means: 'action' },
  m: { means: 'note' },
  u: { means: 'undo' },
  ArrowRight: { means: 'next' },
  ArrowLeft: { means: 'back' },
};

interface Pressed {
  readonly key: string;
  readonly repeat: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Never with a modifier, and never again because a key is held down. */
export function roundKeyOf(pressed: Pressed): RoundKey | null {
  if (pressed.repeat || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null;
  if (/^[1-8]$/.test(pressed.key)) return { means: 'choice', index: Number(pressed.key) - 1 };
  const letter = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key;
  return LETTERS[letter] ?? null;
}
