import { useEffect, useEffectEvent } from 'react';

/** So long every mark offers its undo. */
export const UNDO_SECONDS = 10;
export const UNDO_MS = UNDO_SECONDS * 1_000;

/** Calls back after the time that an undo is offered, unless there is something new by then. */
export function useForgotten(id: string | undefined, forget: (id: string) => void): void {
  const over = useEffectEvent(forget);
  useEffect(() => {
    if (id === undefined) return;
    const end = setTimeout(() => over(id), UNDO_MS);
    return () => clearTimeout(end);
  }, [id]);
}
