import { useLayoutEffect, useRef } from 'react';
import type { RoundKind } from '#domain';
import { bedParts } from '../board/lines.js';
import { TickIcon, TriangleIcon } from '../parts/icons.js';
import { JUDGED_WORDS } from './judged-words.js';
import type { Stop, StripCell } from './walk-order.js';

/** Every bed of the round in its frozen place: done, skipped, moved, empty, and where it stands. */
export function BedStrip(props: {
  readonly kind: RoundKind;
  readonly strip: readonly StripCell[];
  readonly current: string | null;
  readonly open: boolean;
  readonly goTo: (stay: string) => void;
}) {
  const strip = useRef<HTMLElement>(null);
  const { current } = props;
  useLayoutEffect(() => bringToMiddle(strip.current), [current]);
  return (
    <nav
      ref={strip}
      className={`app-strip${props.open ? ' app-strip--open' : ''}`}
      aria-label="Beds of this round"
    >
      <ol>
        {props.strip.map((cell) =>
          'empty' in cell ? (
            <li key={`empty ${cell.empty}`} className="app-strip-empty">
              <span aria-hidden="true">{bedParts(cell.empty).number}</span>
              <span className="app-hidden">Bed {cell.empty}, empty</span>
            </li>
          ) : (
            <li key={cell.stop.stay}>
              <StripButton
                kind={props.kind}
                stop={cell.stop}
                here={cell.stop.stay === current}
                press={() => props.goTo(cell.stop.stay)}
              />
            </li>
          ),
        )}
      </ol>
    </nav>
  );
}

/** The strip alone is moved: the page, and what is under a finger, stays. */
function bringToMiddle(strip: HTMLElement | null): void {
  const here = strip?.querySelector<HTMLElement>('[aria-current]');
  if (strip == null || here == null) return;
  strip.scrollLeft = here.offsetLeft - (strip.clientWidth - here.offsetWidth) / 2;
}

function StripButton(props: {
  readonly kind: RoundKind;
  readonly stop: Stop;
  readonly here: boolean;
  readonly press: () => void;
}) {
  const { stop, here } = props;
  const { standing } = stop;
  const look =
    standing.is === 'marked'
      ? `app-strip-${standing.colour}${standing.sure === 'final' ? ' app-strip-final' : ''}`
      : `app-strip-${standing.is}`;
  const moved = stop.movedTo !== null || stop.arrived ? ' app-strip-moved' : '';
  return (
    <button
      type="button"
      className={`${look}${moved}`}
      aria-current={here ? 'step' : undefined}
      onClick={props.press}
    >
      <span aria-hidden="true">{stop.bed === null ? '?' : bedParts(stop.bed).number}</span>
      <Sign stop={stop} />
      <span className="app-hidden">
        Bed {stop.bed ?? 'not known'}, {standingWords(stop, props.kind)}
      </span>
    </button>
  );
}

function Sign({ stop: { standing } }: { readonly stop: Stop }) {
  if (standing.is === 'marked')
    return standing.colour === 'green' ? <TickIcon /> : <TriangleIcon />;
  if (standing.is === 'left') return <span aria-hidden="true">–</span>;
  return standing.skipped ? <span aria-hidden="true">»</span> : null;
}

function standingWords({ standing, movedTo, arrived }: Stop, kind: RoundKind): string {
  const also = [
    ...(movedTo === null ? [] : [`moved to bed ${movedTo}`]),
    ...(arrived ? ['came during the round'] : []),
  ];
  return [wordsOf(standing, kind), ...also].join(', ');
}

function wordsOf(standing: Stop['standing'], kind: RoundKind): string {
  switch (standing.is) {
    case 'marked':
      return `${standing.colour} ${standing.sure}${standing.waiting ? ', waiting to be sent' : ''}`;
    case 'left':
      return 'has left the ward';
    case 'to-do':
      return standing.skipped ? 'skipped' : JUDGED_WORDS[kind].left;
  }
}
