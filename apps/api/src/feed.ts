import type { OpenedHouse } from '#flow';
import type { WardChangeRead } from '#persistence';
import { SERVICE, WardFeed } from '#persistence';
import type { Logger } from '#platform';

const GAP_MS = 50;
const POLL_MS = 250;
const RECENT_MAX = 256;

/** The feed of this process: every ward's changes in order, from wherever they were written. */
export interface Feed {
  readonly wards: WardFeed;
  onChange(listener: (change: WardChangeRead) => void): void;
  /** Settles with a sentence when the database no longer holds what this process has told. */
  readonly replaced: Promise<string>;
}

export function openFeed(opened: OpenedHouse, log: Logger): Feed {
  const listeners: ((change: WardChangeRead) => void)[] = [];
  const service = opened.house.persistence.as(SERVICE);
  let tellReplaced: (sentence: string) => void = () => undefined;
  const replaced = new Promise<string>((resolve) => (tellReplaced = resolve));
  const wards = new WardFeed(
    {
      versions: () => service.wardVersions(),
      changes: (cursors, most) => service.readChanges(cursors, most),
    },
    {
      gapMs: GAP_MS,
      pollMs: POLL_MS,
      recentMax: RECENT_MAX,
      onChange: (change) => listeners.forEach((listener) => listener(change)),
      onReplaced: ({ ward, since, found }) =>
        tellReplaced(
          `The database was put back to an earlier state while the service ran (ward ${ward} stands at ${found} after ${since}): the service ends and has to be started again.`,
        ),
      onError: (error) => log.warn({ err: error }, 'the relay could not ask the database'),
    },
  );
  opened.onTold((change) => wards.offer(change));
  return { wards, onChange: (listener) => listeners.push(listener), replaced };
}
