import { useState } from 'react';
import type { ErrorBody } from '#contracts';
import type { Row } from '#domain';
import { useReference } from '../api/reference.js';
import { whereOf } from '../board/use-marking.js';
import { useSender } from '../commands/use-commands.js';
import { useLive } from '../live/use-live.js';

/** What a ward says of a patient, as the path of the operation names it. */
type Verb = 'move' | 'leave' | 'away' | 'back' | 'still-here' | 'residence';

export interface ByHandTools {
  readonly busy: boolean;
  readonly problem: ErrorBody | null;
  /**
   * `about` is what a person reads while it waits: "leaves: home". Answers whether it was kept; whoever may want
   * to take it back names the command.
   */
  readonly say: (verb: Verb, own: object, about: string, commandId?: string) => Promise<boolean>;
}

/** Says something of one patient by hand; what cannot be sent now waits like a mark does. */
export function useByHand(row: Row): ByHandTools {
  const sender = useSender();
  const live = useLive();
  const reference = useReference();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorBody | null>(null);

  async function say(
    verb: Verb,
    own: object,
    about: string,
    commandId: string = crypto.randomUUID(),
  ): Promise<boolean> {
    const now = live.now();
    // Each command that is still on its way takes the stay one version further.
    const ahead = sender.queue().filter((one) => one.stay === row.stay).length;
    // What may wait says when it happened: the service would take it for later than it was.
    const at = live.line().state === 'live' || now === null ? {} : { at: now };
    setBusy(true);
    setProblem(null);
    const settled = await sender.submit({
      commandId,
      method: 'POST',
      path: `/stays/${encodeURIComponent(row.stay)}/${verb}`,
      body: { commandId, ifVersion: row.version + ahead, ...at, ...own },
      stay: row.stay,
      about,
      where: whereOf(reference, row),
      madeAt: now,
    });
    setBusy(false);
    if (!settled.ok) setProblem(settled.error);
    return settled.ok;
  }

  return { busy, problem, say };
}
