import { SERVICE, SYSTEM_ORGANISATION } from '#persistence';
import type { Persistence } from '#persistence';
import { FeedEar } from './feed-ear.js';
import { Gather } from './gather.js';
import { keepAll } from './inbound.js';
import type { Incoming, KeptNow } from './inbound.js';
import { readHouse, shareOf, unionOf } from './read-house.js';
import type { Asked, HouseRead } from './read-house.js';

/** What a process does for all messages that are on their way through it. */
export interface Intake {
  readonly ear: FeedEar;
  /** Stores a message; see `keep`. */
  keep(message: Incoming): Promise<KeptNow>;
  /** What a message may be about; see `readHouse`. */
  read(asked: Asked): Promise<HouseRead>;
}

const intakes = new WeakMap<Persistence, Intake>();

/** The intake of a process. Messages of several feeds that come together are stored and read together. */
export function intakeOf(persistence: Persistence): Intake {
  const known = intakes.get(persistence);
  if (known !== undefined) return known;
  const intake = newIntake(persistence);
  intakes.set(persistence, intake);
  return intake;
}

function newIntake(persistence: Persistence): Intake {
  const database = persistence.as(SERVICE);
  const keeps = new Gather((all: readonly Incoming[]) =>
    keepAll(database, all, [SYSTEM_ORGANISATION], { durable: false }),
  );
  const reads = new Map<string, Gather<Asked, HouseRead>>();
  const readsOf = (organisation: string) => {
    const own = persistence.as({ person: SERVICE.person, organisations: [organisation] });
    const fresh = new Gather(async (all: readonly Asked[]) => {
      const read = await readHouse(own, unionOf(all));
      return all.map((asked) => shareOf(read, asked));
    });
    reads.set(organisation, fresh);
    return fresh;
  };
  return {
    ear: new FeedEar(),
    keep: (message) => keeps.ask(message),
    read: (asked) => (reads.get(asked.organisation) ?? readsOf(asked.organisation)).ask(asked),
  };
}
