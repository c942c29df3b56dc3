import type { ReasonList, SystemPicture, WardListed } from '#contracts';
import type { ReasonEntry, WardCounts } from '#domain';
import type { WardSeen } from './minute.js';
import type { PeopleAtWork } from './people-at-work.js';
import type { Said, Service } from './service.js';

/** What is read once: the wards that live, and the reasons for a red day. */
interface Known {
  readonly wards: ReadonlyMap<string, WardListed>;
  readonly reasons: ReadonlyMap<string, ReasonEntry>;
}

/** The system as it is at one moment. */
export interface Seen extends Known {
  readonly asOf: string;
  readonly counts: readonly WardSeen[];
}

/** The ward that is left to whoever tries the service: nobody else does anything there by day. */
export const WARD_TO_TRY = 'RWEAA-W23';

/** The director sees the counts of every ward. */
const WATCHER = 'director.on-call';

/** Looks over the whole system once a minute, and notes on which wards a person was since the last look. */
export function outlookOn(
  service: Service,
  living: ReadonlySet<string>,
  people: PeopleAtWork,
): () => Promise<Said<Seen>> {
  const director = service.as(WATCHER);
  let known: Known | null = null;

  async function reference(): Promise<Said<Known>> {
    const lists = await director.get<ReasonList[]>('/reason-lists');
    if (lists.kind !== 'given') return lists;
    const wards = await director.get<WardListed[]>('/wards');
    if (wards.kind !== 'given') return wards;
    const reasons = lists.body
      .filter(({ list }) => list === 'red-constraints')
      .flatMap((list) => list.reasons);
    return {
      kind: 'given',
      body: {
        reasons: new Map(reasons.map((reason) => [reason.code, reason])),
        wards: new Map(
          wards.body.filter(({ code }) => living.has(code)).map((ward) => [ward.code, ward]),
        ),
      },
    };
  }

  return async () => {
    const first = known === null;
    if (known === null) {
      const read = await reference();
      if (read.kind !== 'given') return read;
      known = read.body;
    }
    const system = await director.get<SystemPicture>('/system');
    if (system.kind !== 'given') return system;
    const { asOf, items, versions } = system.body;
    if (first) for (const { ward, lastMarkAt } of items) people.markedBefore(ward, lastMarkAt);
    people.read(versions, asOf);
    return { kind: 'given', body: { ...known, asOf, counts: countsOf(items, known.wards) } };
  };
}

function countsOf(
  items: readonly WardCounts[],
  wards: ReadonlyMap<string, WardListed>,
): WardSeen[] {
  return items.flatMap((item) => {
    const entry = wards.get(item.ward);
    if (entry === undefined) return [];
    const { kind, openBeds, roundDue, occupied, delayed, unreviewed } = item;
    return [
      {
        entry,
        kind,
        openBeds,
        roundDue,
        occupied: occupied ?? 0,
        kept: item.ward === WARD_TO_TRY,
        delayed: delayed ?? 0,
        unreviewed: unreviewed ?? 0,
      },
    ];
  });
}
