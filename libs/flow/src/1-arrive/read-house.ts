import type { DayRecord, Identity, PatientWords, StayView } from '#domain';
import type { AsActor } from '#persistence';

/** A stay with all that writing it again needs. */
export interface HeldStay {
  readonly view: StayView;
  /** Length of its stream. */
  readonly seq: number;
  /** London date on which it ended, `infinity` for an open one, `-infinity` for one that was void. */
  readonly until: string;
  readonly patient: PatientWords | null;
  readonly notes: Readonly<Record<string, string>>;
}

export interface Asked {
  readonly organisation: string;
  readonly localIds: readonly string[];
  readonly nhsNumbers: readonly string[];
  readonly visits?: readonly string[];
  /** Stays asked for by their ids. */
  readonly stays?: readonly string[];
  /** Keys under which a message may wait for what is about to be written; see `waitKeys`. */
  readonly waits?: readonly string[];
  /** Wards whose open stays are read, beside those in which the patients lie. */
  readonly wards: readonly string[];
  /** Others on those wards are read by their names alone, unless they have no number. */
  readonly lean?: boolean;
  /** Ended stays are of interest when they ended on this London date or later. */
  readonly endedSince: string;
}

/** Somebody on a ward of whom only the name was read. */
interface Beside {
  readonly stay: string;
  readonly ward: string;
  readonly patient: string;
  readonly familyName: string | null;
  readonly similarName: boolean;
}

/** One moment of an organisation: what a feed's word is compared with. */
export interface HouseRead {
  readonly open: readonly HeldStay[];
  readonly ended: readonly HeldStay[];
  readonly beside: readonly Beside[];
  /** Every patient asked for, in a bed or not. */
  readonly patients: readonly PatientWords[];
  /** Versions of the wards that were read, whole or by their names. */
  readonly versions: ReadonlyMap<string, number>;
  /** Lengths of the streams of reference facts. */
  readonly references: ReadonlyMap<string, number>;
  /** The patient of a number that belonged to a record which was merged into another. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Those of the keys under which a message waits. */
  readonly parked: readonly string[];
}

interface ReadRow extends Pick<HouseRead, 'open' | 'ended' | 'beside' | 'patients' | 'parked'> {
  readonly versions: Readonly<Record<string, number>>;
  readonly lengths: Readonly<Record<string, number>>;
  readonly aliases: Readonly<Record<string, string>>;
}

/** Reads, as of one moment, the stays and patients that a feed's word may be about. */
export async function readHouse(database: AsActor, asked: Asked): Promise<HouseRead> {
  const {
    organisation,
    localIds,
    nhsNumbers,
    visits = [],
    wards,
    endedSince,
    stays = [],
    waits = [],
    lean = false,
  } = asked;
  const row = await database.call<ReadRow>('read_house', [
    organisation,
    localIds,
    nhsNumbers,
    visits,
    endedSince,
    wards,
    stays,
    waits,
    lean,
  ]);
  const { versions, lengths, aliases, ...rest } = row;
  return {
    ...rest,
    versions: new Map(Object.entries(versions)),
    references: new Map(Object.entries(lengths)),
    aliases: new Map(Object.entries(aliases)),
  };
}

/** What several messages ask for, asked at once. All lean, of one organisation. */
export function unionOf(all: readonly Asked[]): Asked {
  const [first, ...others] = all;
  if (first === undefined) throw new Error('somebody asks');
  if (others.length === 0) return first;
  const each = (of: (asked: Asked) => readonly string[] | undefined) => [
    ...new Set(all.flatMap((asked) => of(asked) ?? [])),
  ];
  return {
    organisation: first.organisation,
    localIds: each(({ localIds }) => localIds),
    nhsNumbers: each(({ nhsNumbers }) => nhsNumbers),
    visits: each(({ visits }) => visits),
    stays: each(({ stays }) => stays),
    waits: each(({ waits }) => waits),
    wards: each(({ wards }) => wards),
    lean: true,
    endedSince: all.map(({ endedSince }) => endedSince).sort()[0] ?? first.endedSince,
  };
}

/**
 * Of what was read for several messages what one of them asked for. Who it is about is found by numbers, so
 * that others are among the open stays and patients does no harm; how far back it looks is its own.
 */
export function shareOf(read: HouseRead, asked: Asked): HouseRead {
  const { endedSince, visits = [], stays = [], waits = [] } = asked;
  const stead = new Set(read.ended.flatMap(({ view }) => view.voided?.into ?? []));
  return {
    ...read,
    ended: read.ended.filter(
      ({ view, until }) =>
        until === '-infinity' ||
        until >= endedSince ||
        visits.includes(view.visit ?? '') ||
        stead.has(view.stay) ||
        stays.includes(view.stay),
    ),
    parked: read.parked.filter((key) => waits.includes(key)),
  };
}

/** The days that a stay's view still shows: enough to fold facts that judge no day. */
export function shownDays(view: StayView): DayRecord[] {
  return [view.before, view.latest].filter((day) => day !== null);
}

/** The words of a patient that a screen may be told. */
export function identityOf({ salt: _salt, ...words }: PatientWords): Identity {
  return words;
}
