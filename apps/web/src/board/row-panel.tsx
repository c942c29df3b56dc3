import { memo, useEffect, useRef, useState } from 'react';
import type { Row } from '#domain';
import type { Board } from '#contracts';
import { GoneBox } from '../by-hand/gone-box.js';
import { PlaceSection } from '../by-hand/place-section.js';
import { BandTag } from '../parts/band.js';
import { useSecondLook } from '../parts/second-look.js';
import { mayDo } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { shortDay } from '../words/dates.js';
import { DelaySection } from './delay-section.js';
import { HistorySection } from './history-section.js';
import { PlanSection } from '../round/plan-section.js';
import { marksColours } from './colours.js';
import { HoursIn, countsHours } from './hours.js';
import { MarkPanel } from './mark-panel.js';
import type { MarkPanelParts } from './mark-panel.js';

export interface RowPanelParts extends Omit<MarkPanelParts, 'row' | 'whole'> {
  readonly id: string;
  readonly row: Row;
  readonly board: Board;
  readonly close: () => void;
  readonly turn: number;
}

/** All that can be said and done about one patient, opened under the row. */
export function RowPanel(props: RowPanelParts) {
  const { id, row, board, close } = props;
  const session = useSession();
  const panel = useRef<HTMLElement>(null);
  // A press shows who it is and the two answers; the rest is drawn when those are on the screen.
  const whole = useSecondLook();
  useEffect(() => {
    // It may answer with a promise, which React would take for a clean-up.
    void panel.current?.scrollIntoView({ block: 'nearest' });
  }, [id]);
  const heading = `${id}-heading`;
  return (
    <section
      id={id}
      className={`app-panel${whole ? '' : ' app-panel--begun'}`}
      aria-labelledby={heading}
      aria-busy={!whole}
      ref={panel}
    >
      <div className="app-panel-head">
        <div>
          <h2 id={heading}>
            Bed {row.bed ?? 'not known'}, {row.patient.displayName || 'name not shown'}{' '}
            {row.patient.age !== undefined && <span className="app-plain">{row.patient.age}</span>}
          </h2>
          <p>
            {countsHours(board.kind) ? (
              <HoursIn since={row.admittedAt} />
            ) : (
              <>
                {row.losDays} {row.losDays === 1 ? 'day' : 'days'} <BandTag band={row.band} />
              </>
            )}{' '}
            in hospital. {expectedWords(row, board.date)}
            {row.specialty !== null && ` ${row.specialty}.`}
            {row.consultant !== null && ` ${row.consultant}.`}
          </p>
          {row.patient.similarName && (
            <p className="app-notice">
              ≈ Another patient on this ward has a similar name. Check before you mark.
            </p>
          )}
        </div>
        <button type="button" className="app-button" onClick={close}>
          Close
        </button>
      </div>
      {mayDo(session, 'leave', board) && <GoneBox row={row} today={board.date} />}
      <div className="app-panel-body">
        {mayDo(session, 'mark', board) && marksColours(board) && (
          <MarkPanel key={props.turn} {...props} whole={whole} />
        )}
        {whole && <PanelSide row={row} board={board} />}
      </div>
    </section>
  );
}

type Tab = 'plan' | 'delays' | 'place' | 'history';

/** What else there is to say and to know: the plan, delays, where the patient is, what was. */
const PanelSide = memo(function PanelSide({ row, board }: Pick<RowPanelParts, 'row' | 'board'>) {
  const session = useSession();
  const [tab, setTab] = useState<Tab>('plan');
  const mayPlace = mayDo(session, 'move', board) || mayDo(session, 'leave', board);
  const tabs: readonly (readonly [Tab, string])[] = [
    ['plan', 'Plan'],
    ['delays', row.delays.length > 0 ? `Delays ${row.delays.length}` : 'Delays'],
    ...(mayPlace ? [['place', 'Move or leave'] as const] : []),
    ['history', 'History'],
  ];
  return (
    <div className="app-panel-side">
      <div className="app-segment" role="group" aria-label="More about this patient">
        {tabs.map(([one, words]) => (
          <button key={one} type="button" aria-pressed={tab === one} onClick={() => setTab(one)}>
            {words}
          </button>
        ))}
      </div>
      {tab === 'plan' && <PlanSection row={row} board={board} />}
      {tab === 'delays' && (
        <DelaySection row={row} today={board.date} mayChange={mayDo(session, 'delay', board)} />
      )}
      {tab === 'place' && <PlaceSection row={row} board={board} />}
      {tab === 'history' && (
        <HistorySection stay={row.stay} version={row.day.version} today={board.date} />
      )}
    </div>
  );
});

function expectedWords(row: Row, today: string): string {
  return row.expectedDischargeDate === null
    ? 'No expected date.'
    : `Expected ${shortDay(row.expectedDischargeDate, today)}.`;
}
