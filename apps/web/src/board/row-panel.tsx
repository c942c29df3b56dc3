import { useEffect, useRef, useState } from 'react';
import type { Row } from '#domain';
import type { Board } from '#contracts';
import { BandTag } from '../parts/band.js';
import { mayDo } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { shortDay } from '../words/dates.js';
import { DelaySection } from './delay-section.js';
import { HistorySection } from './history-section.js';
import { MarkPanel } from './mark-panel.js';
import type { MarkPanelParts } from './mark-panel.js';

export interface RowPanelParts extends Omit<MarkPanelParts, 'row'> {
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
  const [tab, setTab] = useState<'delays' | 'history'>('delays');
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    // It may answer with a promise, which React would take for a clean-up.
    void panel.current?.scrollIntoView({ block: 'nearest' });
  }, [id]);
  const heading = `${id}-heading`;
  return (
    <section id={id} className="app-panel" aria-labelledby={heading} ref={panel}>
      <div className="app-panel-head">
        <div>
          <h2 id={heading}>
            Bed {row.bed ?? 'not known'}, {row.patient.displayName || 'name not shown'}{' '}
            {row.patient.age !== undefined && <span className="app-plain">{row.patient.age}</span>}
          </h2>
          <p>
            {row.losDays} {row.losDays === 1 ? 'day' : 'days'} <BandTag band={row.band} /> in
            hospital. {expectedWords(row, board.date)}
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
      <div className="app-panel-body">
        {mayDo(session, 'mark', board) && <MarkPanel key={props.turn} {...props} />}
        <div className="app-panel-side">
          <div className="app-segment" role="group" aria-label="More about this patient">
            <button type="button" aria-pressed={tab === 'delays'} onClick={() => setTab('delays')}>
              Delays {row.delays.length > 0 && row.delays.length}
            </button>
            <button
              type="button"
              aria-pressed={tab === 'history'}
              onClick={() => setTab('history')}
            >
              History
            </button>
          </div>
          {tab === 'delays' ? (
            <DelaySection row={row} today={board.date} mayChange={mayDo(session, 'delay', board)} />
          ) : (
            <HistorySection stay={row.stay} version={row.day.version} today={board.date} />
          )}
        </div>
      </div>
    </section>
  );
}

function expectedWords(row: Row, today: string): string {
  return row.expectedDischargeDate === null
    ? 'No expected date.'
    : `Expected ${shortDay(row.expectedDischargeDate, today)}.`;
}
