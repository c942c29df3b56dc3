import type { Actor } from '../actor.js';
import { organisationsText } from '../actor.js';
import type { Groupable } from '../group-commit.js';
import type { CommandWrite } from './command.js';
import { commandArgument } from './write.js';

/** What became of a message or file that is kept. */
export interface Settling {
  readonly organisation: string;
  readonly id: string;
  readonly state: string;
  readonly code: string | null;
  readonly place: string | null;
  readonly answer: string;
  readonly stay: string | null;
  /** Under which keys it waits for a stay that may still come. */
  readonly waits: readonly string[] | null;
  /** Wards of which a feed spoke with it, and when it came. */
  readonly heard: {
    readonly organisation: string;
    readonly feed: string;
    readonly wards: readonly string[];
    readonly at: string;
  } | null;
}

/** The end of something kept, with all that it changes in the house: written together or not at all. */
export interface ArrivalWrite extends Groupable {
  readonly actor: Actor;
  readonly settling: Settling;
  readonly write: CommandWrite | null;
}

export function arrivalWrite(
  actor: Actor,
  settling: Settling,
  write: CommandWrite | null,
): ArrivalWrite {
  const lain = write?.rows.stay?.map(({ ward }) => ward) ?? [];
  const changed = write?.wards.map(({ ward }) => ward) ?? [];
  return {
    actor,
    settling,
    write,
    organisation: write?.organisation ?? settling.organisation,
    // A stay's ward is locked also where its board stays as it is, so that nobody waits for each other's stays.
    wards: [...new Set([...lain, ...changed])].sort(),
    streams: [`inbound:${settling.id}`, ...(write?.streams.map(({ stream }) => stream) ?? [])],
  };
}

/** The one argument of `write_arrivals`, as text. */
export function arrivalsPayload(group: readonly ArrivalWrite[], lockMs?: number): string {
  const organisations = group.flatMap(
    ({ organisation, settling: { organisation: own, heard } }) => [
      organisation,
      own,
      ...(heard === null ? [] : [heard.organisation]),
    ],
  );
  return JSON.stringify({
    organisation: group[0]?.organisation,
    // Whoever receives a message says what became of it, wherever it is kept.
    organisations: organisationsText({ person: '', organisations: [...new Set(organisations)] }),
    ...(lockMs === undefined ? {} : { lockMs: String(lockMs) }),
    wards: [...new Set(group.flatMap(({ wards }) => wards))].sort(),
    arrivals: group.map(({ actor, write, settling: { heard: _heard, ...settled } }) => ({
      write: write === null ? null : commandArgument(actor, write),
      settled,
    })),
    heard: group.flatMap(({ settling: { heard } }) =>
      (heard?.wards ?? []).map((ward) => ({ ...heard, ward, wards: undefined })),
    ),
  });
}
