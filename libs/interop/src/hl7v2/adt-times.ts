import { londonDate } from '#domain';
import type { ReadTime } from '../london-time.js';
import type { AdtAction } from './adt.types.js';
import type { FieldReader, TimeAt } from './field-reader.js';
import type { Segment } from './message.js';

export interface TimeSegments {
  readonly msh: Segment | undefined;
  readonly evn: Segment | undefined;
  readonly pv1: Segment | undefined;
}

interface EventTimes {
  readonly occurredAt: string;
  readonly recordedAt?: string;
  readonly admittedAt?: string;
  readonly dischargedAt?: string;
}

export type EventTimesReading =
  | { readonly ok: true; readonly times: EventTimes }
  | {
      readonly ok: false;
      readonly code: 'time-missing' | 'time-unreadable';
      readonly place: string;
    };

/**
 * When an event happened: EVN-6 (occurred), else the visit's own time for an admission (PV1-44) or
 * a discharge (PV1-45), else EVN-2 (recorded), else MSH-7 (sent). A time that cannot be read is
 * passed over with a warning. A date without a time of day is refined by a later candidate that
 * falls on the same London date, so that a nurse typing only the date does not cost the hour.
 */
export function readTimes(
  reader: FieldReader,
  segments: TimeSegments,
  action: AdtAction,
): EventTimesReading {
  const occurred = reader.time(segments.evn, 6);
  const recorded = reader.time(segments.evn, 2);
  const sent = reader.time(segments.msh, 7);
  const admitted = reader.time(segments.pv1, 44);
  const discharged = reader.time(segments.pv1, 45);

  const own = action === 'admit' ? admitted : action === 'discharge' ? discharged : undefined;
  const candidates = [occurred, own, recorded, sent].filter((time) => time !== undefined);
  const first = candidates[0];
  if (first === undefined) return { ok: false, code: 'time-missing', place: 'EVN-2' };
  const occurredAt = choose(reader, candidates);
  if (occurredAt === undefined) return { ok: false, code: 'time-unreadable', place: first.place };

  const admittedAt = visitTime(reader, admitted, action === 'admit' ? candidates : []);
  const dischargedAt = visitTime(reader, discharged, action === 'discharge' ? candidates : []);
  const told = recorded?.read?.instant ?? sent?.read?.instant;
  return {
    ok: true,
    times: {
      occurredAt,
      ...(told === undefined ? {} : { recordedAt: told }),
      ...(admittedAt === undefined ? {} : { admittedAt }),
      ...(dischargedAt === undefined ? {} : { dischargedAt }),
    },
  };
}

function visitTime(
  reader: FieldReader,
  stated: TimeAt | undefined,
  refinements: readonly TimeAt[],
): string | undefined {
  if (stated === undefined) return undefined;
  if (stated.read === undefined) {
    reader.warn('time-unreadable', stated.place);
    return undefined;
  }
  return choose(reader, [stated, ...refinements]);
}

function choose(reader: FieldReader, candidates: readonly TimeAt[]): string | undefined {
  for (const { place, read } of candidates) {
    if (read === undefined) {
      reader.warn('time-unreadable', place);
      continue;
    }
    const refined = isDateOnly(read)
      ? candidates.find(
          (other) =>
            other.read !== undefined &&
            !isDateOnly(other.read) &&
            londonDate(other.read.instant) === londonDate(read.instant),
        )?.read
      : undefined;
    const chosen = refined ?? read;
    for (const warning of chosen.warnings) reader.warn(warning, place);
    return chosen.instant;
  }
  return undefined;
}

function isDateOnly(read: ReadTime): boolean {
  return read.warnings.includes('time-of-day-missing');
}
