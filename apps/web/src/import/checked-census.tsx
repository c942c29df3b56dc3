import { useEffect, useRef, useState } from 'react';
import type { CensusAnswer } from '#contracts';
import { useReference } from '../api/reference.js';
import { CensusSaid } from './census-said.js';
import { tooDifferent } from './census-words.js';
import { COMPLETE_WORDS } from './complete-words.js';
import type { CensusOrder } from './send-census.js';

/** What the file would do, before it does; a file unlike the ward is taken only when somebody says so. */
export function CheckedCensus(props: {
  readonly order: CensusOrder;
  readonly answer: CensusAnswer;
  readonly take: (order: CensusOrder, confirm: boolean) => void;
  readonly restart: () => void;
}) {
  const { order, answer } = props;
  const { ward } = useReference();
  const [sure, setSure] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const wards = tooDifferent(answer);
  const asks = wards.length > 0;
  return (
    <section className="app-outcome" aria-labelledby="checked">
      <h2 id="checked" ref={heading} tabIndex={-1}>
        Checked: nothing has changed yet
      </h2>
      <p className="app-quiet">
        {order.file.name}, {answer.rows} {answer.rows === 1 ? 'row' : 'rows'}. Complete for:{' '}
        <b>{COMPLETE_WORDS[order.complete].whole}</b>. {COMPLETE_WORDS[order.complete].missing}
      </p>
      <CensusSaid answer={answer} />
      {asks && (
        <div className="app-inset">
          <p>
            <b>Far more patients would leave {wards.map(ward).join(', ')} than leave in a day.</b>{' '}
            Is this the right file, and is it whole? A half-sent file looks like this.
          </p>
          <label className="app-tickbox">
            <input
              type="checkbox"
              checked={sure}
              onChange={(event) => setSure(event.currentTarget.checked)}
            />{' '}
            I have checked: these patients have left
          </label>
        </div>
      )}
      <p className="app-form-actions">
        <button
          type="button"
          className="app-button app-button--strong app-button--large"
          disabled={asks && !sure}
          onClick={() => props.take(order, asks && sure)}
        >
          Take it in
        </button>
        <button type="button" className="app-button" onClick={props.restart}>
          Leave it
        </button>
      </p>
    </section>
  );
}
