import type { DayRecord, Identity, PatientWords, StayView } from '#domain';
import type { AsActor } from '#persistence';

/** A stay with all that writing it again needs. */
export interface HeldStay {
  readonly view: StayView;
  /** Length of its stream. */
  readonly seq: number;
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
  /** Versions of the wards that were read whole. */
  readonly versions: ReadonlyMap<string, number>;
  /** Lengths of the streams of reference facts. */
  readonly references: ReadonlyMap<string, number>;
  /** The patient of a number that belonged to a record which was merged into another. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Whether any message waits under one of the keys. */
  readonly parked: boolean;
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

/** The days that a stay's view still shows: enough to fold facts that judge no day. */
export function shownDays(view: StayView): DayRecord[] {
  return [view.before, view.latest].filter((day) => day !== null);
}

/** The words of a patient that a screen may be told. */
export function identityOf({ salt: _salt, ...words }: PatientWords): Identity {
  return words;
}
