import { useEffect, useState } from 'react';
import type { Command } from '../commands/queue.js';
import { browserShelf } from '../commands/shelf.js';
import { useSessionState } from '../session/session.js';
import { waitingWords } from './waiting-words.js';

/** Said where a session ended by itself: that it did, and how much of this person's waits. No name, no patient. */
export function EndedNote() {
  const { ended } = useSessionState();
  const [waiting, setWaiting] = useState<readonly Command[]>([]);
  useEffect(() => {
    if (ended === null) return;
    let wanted = true;
    void browserShelf(ended)
      .kept()
      .then((kept) => {
        if (wanted) setWaiting(kept);
      });
    return () => {
      wanted = false;
    };
  }, [ended]);
  if (ended === null) return null;
  return (
    <p className="app-problem" role="alert">
      <b>Your session has ended.</b> {waitingWords(waiting)}
    </p>
  );
}
