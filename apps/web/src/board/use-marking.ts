import { useCallback, useReducer } from 'react';
import type { LocalDate, Row } from '#domain';
import type { Board, MarkedDay } from '#contracts';
import { useReference } from '../api/reference.js';
import type { Reference } from '../api/reference.js';
import { useKnownVersions } from '../commands/known-versions.js';
import type { KnownVersions } from '../commands/known-versions.js';
import { useSender } from '../commands/use-commands.js';
import { useLive } from '../live/use-live.js';
import { UNDONE } from '../words/history.js';
import { briefMark } from '../words/mark.js';
import { NO_MARKING, markingStep } from './marking.js';
import type { Marking, MarkingEvent, Undoable, Wish } from './marking.js';

export interface MarkingTools {
  readonly marking: Marking;
  /** `onVersion` is what the person saw; on a conflict, what they decided to overrule. */
  readonly mark: (row: Row, wish: Wish, onVersion?: number) => void;
  /** Brings back what stood before the mark; a first mark is taken back as entered in error. */
  readonly undo: (undoable: Undoable) => void;
  /** Says that today's mark was entered in error, however long ago. */
  readonly withdraw: (row: Row, because: string) => void;
  readonly forgetUndo: (id: string) => void;
  readonly dismiss: (stay: string) => void;
}

/** A place on a ward, without a name. */
export function whereOf(
  reference: Pick<Reference, 'ward'>,
  row: Pick<Row, 'ward' | 'bed'>,
): string {
  return `${reference.ward(row.ward)}, bed ${row.bed ?? 'not known'}`;
}

/** A mark is put on its day; "as planned" is said of it, with a value where the plan has none. */
function pathAndBody(path: string, { asPlanned, again: _, ...wish }: Wish, envelope: object) {
  if (asPlanned !== true) return { method: 'PUT' as const, path, body: { ...envelope, ...wish } };
  const { value } = wish;
  const body = { ...envelope, ...(value === undefined ? {} : { value }) };
  return { method: 'POST' as const, path: `${path}/as-planned`, body };
}

/** Says that a mark was entered in error. */
function useTakeBack(ward: string, known: KnownVersions, happen: (event: MarkingEvent) => void) {
  const sender = useSender();
  const live = useLive();
  const reference = useReference();
  return useCallback(
    (stay: string, on: LocalDate, ifVersion: number, because: string) => {
      const commandId = crypto.randomUUID();
      const path = `/stays/${encodeURIComponent(stay)}/days/${on}`;
      void sender
        .submit({
          commandId,
          method: 'POST',
          path: `${path}/withdraw`,
          body: { commandId, ifVersion, because },
          stay,
          about: 'undo',
          where: reference.ward(ward),
          madeAt: live.now(),
        })
        .then((settled) => {
          if (settled.ok) known.learn(path, (settled.body as MarkedDay).day.version);
          happen({ type: 'taken-back', stay, settled });
        });
    },
    [sender, live, reference, ward, known, happen],
  );
}

/** Marks and takes back, one command each; the answers show on the board before the feed brings them. */
export function useMarking(board: Board | null): MarkingTools {
  const [marking, happen] = useReducer(markingStep, NO_MARKING);
  const sender = useSender();
  const live = useLive();
  const known = useKnownVersions();
  const reference = useReference();
  const date = board?.date ?? '';

  const mark = useCallback(
    (row: Row, wish: Wish, onVersion?: number) => {
      const { date } = row.day;
      const commandId = crypto.randomUUID();
      const path = `/stays/${encodeURIComponent(row.stay)}/days/${date}`;
      const ahead = sender.queue().filter((one) => one.path.startsWith(path));
      const reason =
        wish.constraint === undefined
          ? null
          : reference.reason('red-constraints', wish.constraint, date);
      const brief = `${briefMark(wish.colour, reason)}, ${wish.kind}`;
      // A second press of the same answer says nothing new.
      if (ahead.at(-1)?.about === brief && wish.note === undefined) return;
      const now = live.now();
      // Only a mark that may wait says when it was made: the service dates the others itself.
      const line = live.line().state;
      const at = line === 'live' || now === null ? {} : { at: now };
      happen({ type: 'made', stay: row.stay });
      void sender
        .submit({
          commandId,
          ...pathAndBody(path, wish, {
            commandId,
            // Versions go up by one a mark, so we can count past those still on their way.
            ifVersion: onVersion ?? known.next(path, row.day.version, ahead.length),
            ...at,
          }),
          mark: { colour: wish.colour, kind: wish.kind },
          stay: row.stay,
          about: brief,
          where: whereOf(reference, row),
          madeAt: now,
        })
        .then((settled) => {
          if (settled.ok) known.learn(path, (settled.body as MarkedDay).day.version);
          const who = [`Bed ${row.bed ?? 'not known'}`, row.patient.displayName].filter(Boolean);
          const words = `${who.join(', ')}: ${brief}${wish.again === true ? ', as before' : ''}`;
          const small = `${row.bed ?? 'No bed'} ${briefMark(wish.colour, reason)}`;
          const waited = settled.waited === true || line === 'not-live';
          const told = { settled, waited, id: commandId, words, brief: small };
          happen({ type: 'settled', row, wish, ...told });
        });
    },
    [sender, live, reference, known],
  );

  const takeBack = useTakeBack(board?.ward ?? '', known, happen);
  const undo = useCallback(
    ({ id, stay, row, before }: Undoable) => {
      const { date: on, version } = row.day;
      if (before === null) takeBack(stay, on, version, UNDONE);
      else mark(row, { ...before, again: true }, version);
      happen({ type: 'forget-undo', id });
    },
    [takeBack, mark],
  );
  const withdraw = useCallback(
    (row: Row, because: string) => takeBack(row.stay, date, row.day.version, because),
    [takeBack, date],
  );
  const forgetUndo = useCallback((id: string) => happen({ type: 'forget-undo', id }), []);
  const dismiss = useCallback((stay: string) => happen({ type: 'dismissed', stay }), []);
  return { marking, mark, undo, withdraw, forgetUndo, dismiss };
}
