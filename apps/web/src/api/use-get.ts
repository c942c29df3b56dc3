import { useCallback, useEffect, useState } from 'react';
import type { ErrorBody } from '#contracts';
import { errorOf, isGood, request } from './http.js';
import { useSeeded } from './page-seed.js';

/** `unreached` has no error body: the line is down, and trying again may help. */
export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'refused'; readonly status: number; readonly error: ErrorBody }
  | { readonly state: 'unreached' };

/**
 * Reads a path once, and again whenever it or the number asked changes. The latest question wins.
 * What the page brought along is not asked for.
 */
export function useGet<T>(
  path: string | null,
  asked = 0,
): Loaded<T> & { readonly again: () => void } {
  const [turn, setTurn] = useState(0);
  const seeded = useSeeded(path);
  const key = `${turn} ${asked} ${path ?? ''}`;
  const [held, setHeld] = useState<{ readonly key: string; readonly loaded: Loaded<T> } | null>(
    seeded === undefined ? null : { key, loaded: { state: 'ready', value: seeded as T } },
  );
  const known = held?.key === key;
  useEffect(() => {
    if (path === null || known) return;
    let wanted = true;
    void request('GET', path).then((reply) => {
      if (wanted) setHeld({ key, loaded: loadedOf<T>(reply) });
    });
    return () => {
      wanted = false;
    };
  }, [path, key, known]);
  const again = useCallback(() => setTurn((one) => one + 1), []);
  return { ...(known ? held.loaded : { state: 'loading' as const }), again };
}

function loadedOf<T>(reply: Awaited<ReturnType<typeof request>>): Loaded<T> {
  if (reply.kind === 'unreached') return { state: 'unreached' };
  if (isGood(reply.status)) return { state: 'ready', value: reply.body as T };
  return { state: 'refused', status: reply.status, error: errorOf(reply.body) };
}
