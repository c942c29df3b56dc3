import { feedOfSeed, newFeed, sameTopic } from './feed.js';
import type { Topic } from './feed.js';
import type { BeginLine } from './lines.js';
import { NO_LINE } from './live-client.js';

/** Where a page is drawn for a browser: what it brings along, and nothing follows. */
export const stillLine: BeginLine = ({ board }) => {
  const seeded = board === null ? null : feedOfSeed(board);
  const nothing = () => undefined;
  return {
    live: {
      follow: () => nothing,
      feed: (topic: Topic) =>
        seeded !== null && sameTopic(seeded.topic, topic) ? seeded : newFeed(topic),
      line: () => NO_LINE,
      now: () => board?.snapshot.asOf ?? null,
      subscribe: () => nothing,
      retry: nothing,
      close: nothing,
    },
    connect: nothing,
  };
};
