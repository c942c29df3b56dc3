import { useCallback, useState } from 'react';
import type { Round, RoundKind } from '#domain';
import type { Board, ErrorBody, RoundAnswer, RoundFinished, RoundHelp } from '#contracts';
import { errorOf, isGood, request } from '../api/http.js';
import { useKeptGet, useLagging } from '../api/use-kept-get.js';
import { useReference } from '../api/reference.js';
import { useSender } from '../commands/use-commands.js';
import { useLive } from '../live/use-live.js';

/** What came of asking for something at once: kept, refused with a sentence, or the line is down. */
export type Asked = { readonly ok: true } | { readonly ok: false; readonly words: string };

export interface RoundTools {
  readonly help: RoundHelp | null;
  readonly failed: ErrorBody | 'unreached' | null;
  readonly again: () => void;
  /** Rounds of today as they stand, this page's own doings included. */
  readonly rounds: readonly Round[];
  readonly start: (kind: RoundKind, attended: readonly string[]) => Promise<Asked>;
  readonly attend: (round: Round, attended: readonly string[]) => void;
  readonly finish: (round: Round, attended: readonly string[]) => Promise<Asked>;
}

const LAG_MS = 3_000;

/** The rounds of a ward today. What others do to a round is read again when the board changes. */
export function useRound(ward: string, board: Pick<Board, 'version'> | null): RoundTools {
  const path = `/wards/${encodeURIComponent(ward)}`;
  const asked = useLagging(board?.version ?? 0, LAG_MS);
  const { value: help, loaded, again } = useKeptGet<RoundHelp>(`${path}/round-help`, asked);
  const [own, setOwn] = useState<Own>(new Map());
  const keep = useCallback(
    (round: Round) => setOwn((held) => new Map([...held, [round.round, { round, over: help }]])),
    [help],
  );
  const errands = useErrands(ward, keep);
  const rounds = merged(help, own);
  return {
    help,
    failed: failureOf(loaded),
    again,
    rounds: help === null ? [] : rounds.filter(({ date }) => date === help.date),
    ...errands,
  };
}

function failureOf(loaded: ReturnType<typeof useKeptGet<RoundHelp>>['loaded']) {
  if (loaded.state === 'unreached') return 'unreached';
  return loaded.state === 'refused' ? loaded.error : null;
}

/** What was done here, and the reading that it was done over. */
type Own = ReadonlyMap<string, { readonly round: Round; readonly over: RoundHelp | null }>;

/** A later reading is the truth, but for a round that it does not know yet or not as finished. */
function merged(help: RoundHelp | null, own: Own): Round[] {
  const known = new Map(help?.rounds.map((round) => [round.round, round]));
  for (const { round, over } of own.values()) {
    const read = known.get(round.round);
    const finishedHere = round.finishedAt !== null && read?.finishedAt === null;
    if (read === undefined || over === help || finishedHere) known.set(round.round, round);
  }
  return [...known.values()].sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
}

const LINE_DOWN =
  'The line is down. Mark on the board meanwhile, which keeps its marks; begin the round when the line is back.';

function useErrands(ward: string, keep: (round: Round) => void) {
  const sender = useSender();
  const live = useLive();
  const reference = useReference();

  const start = useCallback(
    async (kind: RoundKind, attended: readonly string[]): Promise<Asked> => {
      const commandId = crypto.randomUUID();
      const reply = await request('POST', `/wards/${encodeURIComponent(ward)}/rounds`, {
        commandId,
        kind,
        attended,
      });
      if (reply.kind === 'unreached') return { ok: false, words: LINE_DOWN };
      if (!isGood(reply.status)) return { ok: false, words: errorOf(reply.body).message };
      keep((reply.body as RoundAnswer).round);
      return { ok: true };
    },
    [ward, keep],
  );

  const submit = useCallback(
    (method: 'PUT' | 'POST', path: string, attended: readonly string[], about: string) => {
      const commandId = crypto.randomUUID();
      const now = live.now();
      // Only what may wait says when it was done: the service dates the rest itself.
      const at = live.line().state === 'live' || now === null ? {} : { at: now };
      return sender.submit({
        commandId,
        method,
        path,
        body: { commandId, attended, ...at },
        stay: path.split('/').slice(0, 3).join('/'),
        about,
        where: reference.ward(ward),
        madeAt: now,
      });
    },
    [sender, live, reference, ward],
  );

  const attend = useCallback(
    (round: Round, attended: readonly string[]) => {
      keep({ ...round, attended });
      const path = `/rounds/${encodeURIComponent(round.round)}`;
      void submit('PUT', path, attended, 'who takes part').then((settled) => {
        keep(settled.ok ? (settled.body as RoundAnswer).round : round);
      });
    },
    [submit, keep],
  );

  const finish = useCallback(
    async (round: Round, attended: readonly string[]): Promise<Asked> => {
      const path = `/rounds/${encodeURIComponent(round.round)}/finish`;
      const settled = await submit('POST', path, attended, 'the round is finished');
      if (!settled.ok) return { ok: false, words: settled.error.message };
      keep((settled.body as RoundFinished).round);
      return { ok: true };
    },
    [submit, keep],
  );
  return { start, attend, finish };
}

/** The round that is open now, the one begun last when there are two. */
export function openRound(rounds: readonly Round[]): Round | null {
  return rounds.filter(({ finishedAt }) => finishedAt === null).at(-1) ?? null;
}
