import { useState } from 'react';
import type { Queue, Queued } from '../commands/queue.js';
import { useWaiting } from '../commands/use-commands.js';
import { useForgotten } from './undo-time.js';

/** The last mark made here that is not answered yet: who presses U now means it and no older one. */
export function lastOnItsWay(waiting: Queue): Queued | null {
  return waiting.findLast(({ mark }) => mark !== undefined) ?? null;
}

export function tooEarlyWords({ attempts }: Pick<Queued, 'attempts'>): string {
  return attempts === 0
    ? 'Not kept yet: undo in a moment.'
    : 'Not sent yet: undo when the line is back.';
}

/** What is said of an undo that came before its mark was kept; the words go when it is. */
export function useTooEarly(): {
  readonly words: string | null;
  /** Whether it is too early; if so it is said. */
  readonly say: () => boolean;
} {
  const last = lastOnItsWay(useWaiting());
  const [asked, setAsked] = useState<string | null>(null);
  useForgotten(asked ?? undefined, () => setAsked(null));
  return {
    words: last !== null && last.commandId === asked ? tooEarlyWords(last) : null,
    say: () => {
      setAsked(last?.commandId ?? null);
      return last !== null;
    },
  };
}
