import { useEffect, useState } from 'react';
import type { CensusList, CensusProgress } from '#contracts';
import { isGood, request } from '../api/http.js';

const EVERY_MS = 1_000;

/** How far the file of a source is that is being applied just now; null where nothing is told. */
export function useProgress(source: string | null): CensusProgress | null {
  const [progress, setProgress] = useState<CensusProgress | null>(null);
  useEffect(() => {
    if (source === null) return;
    let wanted = true;
    const timer = setInterval(() => {
      void request('GET', `/census?source=${encodeURIComponent(source)}`).then((reply) => {
        if (!wanted || reply.kind === 'unreached' || !isGood(reply.status)) return;
        const { items } = reply.body as CensusList;
        setProgress(items.find(({ state }) => state === 'received')?.progress ?? null);
      });
    }, EVERY_MS);
    return () => {
      wanted = false;
      clearInterval(timer);
    };
  }, [source]);
  return progress;
}
