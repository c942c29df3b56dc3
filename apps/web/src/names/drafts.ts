import type { MappingBody, SourceListed, Unnamed } from '#contracts';

/** One line of the table of wards: what the source says, and which ward of ours it means. */
export interface WardLine {
  readonly name: string;
  readonly site: string | null;
  /** Empty: not said yet, or no longer. */
  readonly ward: string;
  readonly messages: number;
  readonly rows: number;
}

/** One line of the table of beds. */
export interface BedLine {
  readonly ward: string;
  readonly name: string;
  /** Empty: the bed is called so here too. */
  readonly bed: string;
  readonly patients: number;
}

export interface Names {
  readonly wards: readonly WardLine[];
  readonly beds: readonly BedLine[];
}

/** A source that calls wards or beds otherwise, and how much waits for it. */
export interface NamedSource {
  readonly source: string;
  readonly organisation: string | null;
  readonly waiting: number;
}

/** Every source that has names or waits for some, that with the most waiting first. */
export function namedSources(listed: readonly SourceListed[], unnamed: Unnamed): NamedSource[] {
  const names = new Set([
    ...unnamed.wards.map(({ source }) => source),
    ...listed.map(({ source }) => source),
    ...unnamed.beds.map(({ source }) => source),
  ]);
  return [...names]
    .map((source): NamedSource => {
      const own = unnamed.wards.filter((one) => one.source === source);
      const set = listed.find((one) => one.source === source)?.organisation ?? null;
      return {
        source,
        organisation: set ?? own[0]?.organisation ?? null,
        waiting: own.reduce((sum, { messages, rows }) => sum + messages + rows, 0),
      };
    })
    .sort((a, b) => b.waiting - a.waiting || a.source.localeCompare(b.source, 'en-GB'));
}

/** The names of one source as they stand: those without a ward first, what most waits for on top. */
export function namesOf(source: string, listed: SourceListed | null, unnamed: Unnamed): Names {
  const own = <T extends { readonly source: string }>(all: readonly T[]) =>
    all.filter((one) => one.source === source);
  const wards = own(unnamed.wards).map(({ name, site, messages, rows }): WardLine => ({
    name,
    site,
    ward: '',
    messages,
    rows,
  }));
  const named = (listed?.wards ?? []).map(({ name, site = null, ward }): WardLine => ({
    name,
    site,
    ward,
    messages: 0,
    rows: 0,
  }));
  const beds = own(unnamed.beds).map(({ ward, name, patients }): BedLine => ({
    ward,
    name,
    bed: '',
    patients,
  }));
  const bedsNamed = (listed?.beds ?? []).map((bed): BedLine => ({ ...bed, patients: 0 }));
  const mapped = new Set(bedsNamed.map(({ ward, name }) => JSON.stringify([ward, name])));
  return {
    wards: [...wards, ...named],
    beds: [
      ...beds.filter(({ ward, name }) => !mapped.has(JSON.stringify([ward, name]))),
      ...bedsNamed,
    ],
  };
}

/** The whole table as it is sent: what has no ward is left out, and waits on. */
export function mappingBody(
  organisation: string,
  { wards, beds }: Names,
): Omit<MappingBody, 'commandId'> {
  return {
    organisation,
    wards: wards.flatMap(({ name, site, ward }) =>
      ward === '' ? [] : [{ name, ward, ...(site === null ? {} : { site }) }],
    ),
    beds: beds.flatMap(({ ward, name, bed }) => (bed === '' ? [] : [{ ward, name, bed }])),
  };
}

/** What waits for a line, in words; null where nothing does. */
export function waitingWords({
  messages,
  rows,
}: Pick<WardLine, 'messages' | 'rows'>): string | null {
  const parts = [
    ...(messages === 0 ? [] : [messages === 1 ? '1 message' : `${messages} messages`]),
    ...(rows === 0 ? [] : [rows === 1 ? '1 row of a file' : `${rows} rows of a file`]),
  ];
  if (parts.length === 0) return null;
  return `${parts.join(' and ')} ${messages + rows === 1 ? 'waits' : 'wait'}`;
}
