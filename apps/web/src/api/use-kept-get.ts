import { useEffect, useState } from 'react';
import { useGet } from './use-get.js';
import type { Loaded } from './use-get.js';

/** Reads a path again whenever the number asked changes, and shows what it had until the answer comes. */
export function useKeptGet<T>(
  path: string | null,
  asked: number,
): { readonly value: T | null; readonly loaded: Loaded<T>; readonly again: () => void } {
  const { again, ...loaded } = useGet<T>(path, asked);
  const [kept, setKept] = useState<{ readonly path: string | null; readonly value: T } | null>(
    null,
  );
  if (loaded.state === 'ready' && (kept?.value !== loaded.value || kept.path !== path))
    setKept({ path, value: loaded.value });
  const value =
    loaded.state === 'ready' ? loaded.value : kept?.path === path ? (kept?.value ?? null) : null;
  return { value, loaded, again };
}

/** A number that follows another with a delay, so that a busy ward is not asked about at every mark. */
export function useLagging(value: number, ms: number): number {
  const [lagging, setLagging] = useState(value);
  useEffect(() => {
    if (value === lagging) return;
    const timer = setTimeout(() => setLagging(value), ms);
    return () => clearTimeout(timer);
  }, [value, lagging, ms]);
  return lagging;
}
