import type { InstantText } from '#domain';
import { waitWords } from '../commands/count-words.js';
import { useSender, useWaiting } from '../commands/use-commands.js';
import { useLine, useLive } from '../live/use-live.js';
import { NotLiveIcon } from '../parts/icons.js';
import { useRootClass } from '../parts/root-class.js';
import { clockTime } from '../words/dates.js';

/** In place of the counts while the line is down: they would not be true. */
export function NotLiveBanner() {
  const line = useLine();
  return line.state === 'not-live' ? <Banner since={line.at} /> : null;
}

function Banner({ since }: { readonly since: InstantText | null }) {
  const live = useLive();
  const sender = useSender();
  const waiting = useWaiting();
  useRootClass('app-root--not-live');
  return (
    <div className="app-banner" role="status">
      <NotLiveIcon />
      <div>
        <b>
          Not live{since === null ? '' : ` since ${clockTime(since)}`}: what you see may be old.
        </b>{' '}
        <span>
          {waiting.length === 0
            ? 'You can carry on. Marks are kept here and sent when the line is back.'
            : `${waitWords(waiting)} to be sent. Keep this page open.`}
        </span>
      </div>
      <button
        type="button"
        className="app-button app-button--ink"
        onClick={() => {
          live.retry();
          sender.nudge();
        }}
      >
        Try now
      </button>
    </div>
  );
}
