import { useCallback, useEffect, useState } from 'react';
import type { ErrorBody } from '#contracts';
import { errorOf, isGood, request } from './http.js';

/** `unreached` has no error body: the line is down, and trying again may help. */
export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'refused'; readonly status: number; readonly error: ErrorBody }
  | { readonly state: 'unreached' };

/** Reads a path once, and again whenever it or the number asked changes. The latest question wins. */
export function useGet<T>(
  path: string | null,
  asked = 0,
): Loaded<T> & { readonly again: () => void } {
  const [turn, setTurn] = useState(0);
  const [held, setHeld] = useState<{ readonly key: string; readonly loaded: Loaded<T> } | null>(
    null,
  );
  const key = `${turn} ${asked} ${path ?? ''}`;
  useEffect(() => {
    if (path === null) return;
    let wanted = true;
    void request('GET', path).then((reply) => {
      if (wanted) setHeld({ key, loaded: loadedOf<T>(reply) });
    });
    return () => {
      wanted = false;
    };
  }, [path, key]);
  const again = useCallback(() => setTurn((one) => one + 1), []);
  return { ...(held?.key === key ? held.loaded : { state: 'loading' as const }), again };
}

function loadedOf<T>(reply: Awaited<ReturnType<typeof request>>): Loaded<T> {
  if (reply.kind === 'unreached') return { state: 'unreached' };
  if (isGood(reply.status)) return { state: 'ready', value: reply.body as T };
  return { state: 'refused', status: reply.status, error: errorOf(reply.body) };
}
