import { useState } from 'react';
import type { Row } from '#domain';
import { useSender } from '../commands/use-commands.js';
import { useLine, useLive } from '../live/use-live.js';
import { clockTime } from '../words/dates.js';
import { ArrowIcon, NotLiveIcon, NoticeIcon } from '../parts/icons.js';
import { useRootClass } from '../parts/root-class.js';
import { PROMPT_WORDS, guideSaysRed, promptSays } from './prompt-words.js';
import { newsKey, newsWords } from './round-news.js';
import type { RoundNews } from './round-news.js';

/** A mark or a change that was not kept, of a patient who is not shown now. */
export interface Trouble {
  readonly stay: string;
  readonly words: string;
}

/** It stands between the beds and the patient: a place of its own, also for whoever goes by landmarks. */
const SLOT = 'News and prompts';

/**
 * One slot of one height for what a person should know here: what was not kept, then who moved, then
 * what the guide says of this patient. It is empty rather than gone, so that nothing below it moves.
 */
export function NewsSlot(props: {
  readonly troubles: readonly Trouble[];
  readonly news: readonly RoundNews[];
  readonly told: ReadonlySet<string>;
  readonly tell: (keys: readonly string[]) => void;
  readonly row: Row;
  readonly rows: ReadonlyMap<string, Row>;
  readonly goTo: (stay: string) => void;
  readonly openPlan: () => void;
}) {
  const { troubles, row } = props;
  const line = useLine();
  const fresh = props.news.filter((one) => !props.told.has(newsKey(one)));
  const [trouble] = troubles;
  if (line.state === 'not-live') return <NotLive since={line.at} />;
  const tellsNews = trouble === undefined && fresh.length > 0;
  return (
    <aside className={tellsNews ? 'app-slot app-slot--news' : 'app-slot'} aria-label={SLOT}>
      <div role="status" className="app-slot-said">
        {trouble !== undefined ? (
          <p className="app-slot-line app-slot-line--trouble">
            <NoticeIcon />
            <span>{trouble.words}</span>
          </p>
        ) : (
          fresh.length > 0 && <Moves {...props} fresh={fresh} />
        )}
      </div>
      {trouble !== undefined && (
        <button type="button" className="app-slot-button" onClick={() => props.goTo(trouble.stay)}>
          Go there
        </button>
      )}
      {tellsNews && (
        <button
          type="button"
          className="app-slot-button"
          onClick={() => props.tell(fresh.map(newsKey))}
        >
          Seen
        </button>
      )}
      {trouble === undefined && fresh.length === 0 && (
        <Prompt row={row} openPlan={props.openPlan} />
      )}
    </aside>
  );
}

/** The line is down: what is safe, and how to try. It takes the slot, so that no answer moves. */
function NotLive({ since }: { readonly since: string | null }) {
  const live = useLive();
  const sender = useSender();
  useRootClass('app-root--not-live');
  return (
    <aside className="app-slot app-slot--not-live" aria-label={SLOT}>
      <p className="app-slot-line" role="status">
        <NotLiveIcon />
        <span>
          <b>Not live{since === null ? '' : ` since ${clockTime(since)}`}.</b> Carry on: answers are
          kept here<span className="app-round-wide"> and sent when the line is back</span>.
        </span>
      </p>
      <button
        type="button"
        className="app-slot-button"
        onClick={() => {
          live.retry();
          sender.nudge();
        }}
      >
        Try now
      </button>
    </aside>
  );
}

function Moves(props: {
  readonly fresh: readonly RoundNews[];
  readonly rows: ReadonlyMap<string, Row>;
}) {
  const { fresh, rows } = props;
  const [open, setOpen] = useState(false);
  const [first] = fresh;
  if (fresh.length === 1 && first !== undefined)
    return (
      <p className="app-slot-line app-slot-line--news">
        <ArrowIcon />
        <span>{newsWords(first, rows.get(first.stay))}</span>
      </p>
    );
  return (
    <div className="app-slot-line app-slot-line--news">
      <ArrowIcon />
      <span>
        {fresh.length} changes. The order stays as it is.{' '}
        <button
          type="button"
          className="app-slot-list-button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Hide the list' : 'Show the list'}
        </button>
        {open && (
          <ul className="app-slot-list">
            {fresh.map((one) => (
              <li key={newsKey(one)}>{newsWords(one, rows.get(one.stay))}</li>
            ))}
          </ul>
        )}
      </span>
    </div>
  );
}

/** What the guide would say; it never blocks and never asks to be closed. */
function Prompt({ row, openPlan }: { readonly row: Row; readonly openPlan: () => void }) {
  const prompts = [...row.prompts].sort(
    (a, b) => Number(guideSaysRed(b)) - Number(guideSaysRed(a)),
  );
  const [code, ...others] = prompts;
  if (code === undefined) return null;
  const { mend } = PROMPT_WORDS[code];
  return (
    <>
      <p className="app-slot-line app-slot-line--prompt">
        <NoticeIcon />
        <span>
          {promptSays(code, row)}{' '}
          {guideSaysRed(code) && (
            <>
              The guide calls that red; <b>you decide</b>.
            </>
          )}
          {others.length > 0 && (
            <span className="app-round-wide">
              {' '}
              {others.map((one) => promptSays(one, row)).join(' ')}
            </span>
          )}
        </span>
      </p>
      <button type="button" className="app-slot-button" onClick={openPlan}>
        {mend}
      </button>
    </>
  );
}
