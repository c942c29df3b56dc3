import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import type { ReactNode } from 'react';
import type { ErrorBody } from '#contracts';
import { request } from '../api/http.js';
import { useLine } from '../live/use-live.js';
import { createSender } from './sender.js';
import type { Sender } from './sender.js';
import type { Command, Queue } from './queue.js';
import { browserShelf } from './shelf.js';

/** Something done on an earlier page that the service refused when it was sent at last. */
export interface LateRefusal {
  readonly command: Command;
  readonly error: ErrorBody;
}

interface Commands {
  readonly sender: Sender;
  readonly refused: readonly LateRefusal[];
  readonly dismiss: (commandId: string) => void;
}

const CommandsContext = createContext<Commands | null>(null);

/** Sends what one person does, and first of all what an earlier page of theirs could not send. */
export function CommandsProvider(props: {
  readonly person: string;
  readonly whenSignedOut: () => void;
  readonly children: ReactNode;
}) {
  const { person, whenSignedOut } = props;
  const [refused, setRefused] = useState<readonly LateRefusal[]>([]);
  const shelf = useMemo(() => browserShelf(person), [person]);
  const sender = useMemo(
    () =>
      createSender({
        send: request,
        wait: (ms, then) => {
          const timer = setTimeout(then, ms);
          return () => clearTimeout(timer);
        },
        shelf,
        signedOut: whenSignedOut,
      }),
    [shelf, whenSignedOut],
  );
  useEffect(() => {
    let wanted = true;
    void shelf.kept().then((kept) => {
      if (!wanted) return;
      for (const command of kept)
        void sender.submit(command).then((settled) => {
          if (!settled.ok) setRefused((held) => [...held, { command, error: settled.error }]);
        });
    });
    return () => {
      wanted = false;
      // What still waits belongs to this person and must not go out under the next one's name.
      sender.close();
    };
  }, [shelf, sender]);
  useWakeAndWarn(sender);
  const dismiss = useCallback(
    (commandId: string) =>
      setRefused((held) => held.filter((one) => one.command.commandId !== commandId)),
    [],
  );
  const commands = useMemo(() => ({ sender, refused, dismiss }), [sender, refused, dismiss]);
  return <CommandsContext value={commands}>{props.children}</CommandsContext>;
}

/** Sends at once when the line is back, and asks before a page with waiting commands is closed. */
function useWakeAndWarn(sender: Sender): void {
  const live = useLine().state === 'live';
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
}

function useCommands(): Commands {
  const commands = useContext(CommandsContext);
  if (commands === null) throw new Error('useCommands outside of CommandsProvider');
  return commands;
}

export function useSender(): Sender {
  return useCommands().sender;
}

/** What was refused of an earlier page, and how to put a refusal away. */
export function useLateRefusals(): Pick<Commands, 'refused' | 'dismiss'> {
  return useCommands();
}

/** What was done here and is not answered yet. */
export function useWaiting(): Queue {
  const sender = useSender();
  return useSyncExternalStore(sender.subscribe, sender.queue, sender.queue);
}
