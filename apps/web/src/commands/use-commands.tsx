import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { request } from '../api/http.js';
import { useLine } from '../live/use-live.js';
import { createSender } from './sender.js';
import type { Sender } from './sender.js';
import type { Queue } from './queue.js';

const SenderContext = createContext<Sender | null>(null);

export function CommandsProvider({ children }: { readonly children: ReactNode }) {
  const sender = useMemo(
    () =>
      createSender({
        send: request,
        wait: (ms, then) => {
          const timer = setTimeout(then, ms);
          return () => clearTimeout(timer);
        },
      }),
    [],
  );
  const line = useLine();
  const live = line.state === 'live';
  useEffect(() => {
    if (live) sender.nudge();
  }, [live, sender]);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (sender.queue().length > 0) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [sender]);
  return <SenderContext value={sender}>{children}</SenderContext>;
}

export function useSender(): Sender {
  const sender = useContext(SenderContext);
  if (sender === null) throw new Error('useSender outside of CommandsProvider');
  return sender;
}

/** What was done here and is not answered yet. */
export function useWaiting(): Queue {
  const sender = useSender();
  return useSyncExternalStore(sender.subscribe, sender.queue);
}
