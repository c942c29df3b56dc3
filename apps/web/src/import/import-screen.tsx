import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { CensusAnswer } from '#contracts';
import { londonDate } from '#domain';
import { useReference } from '../api/reference.js';
import { useLine } from '../live/use-live.js';
import { Refused } from '../parts/state-page.js';
import { mayImport } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { NotLiveBanner } from '../shell/not-live-banner.js';
import { useTitle } from '../shell/shell.js';
import { ArrivalsNav } from '../arrivals/arrivals-nav.js';
import { CensusFailed } from './census-failed.js';
import { CensusForm } from './census-form.js';
import { CensusSaid } from './census-said.js';
import { CheckedCensus } from './checked-census.js';
import { RecentFiles } from './recent-files.js';
import { COLUMN_WORDS, sampleFile } from './sample.js';
import { farWords } from './census-words.js';
import { useProgress } from './use-progress.js';
import { useCensus } from './use-census.js';
import type { CensusStep, CensusTools } from './use-census.js';

/** A census file: chosen, checked, taken in, and for a day taken back. */
export function ImportScreen() {
  const session = useSession();
  const reference = useReference();
  const [turn, setTurn] = useState(0);
  const tools = useCensus(() => {
    setTurn((one) => one + 1);
    reference.readAgain();
  });
  useTitle('Census file');
  if (!mayImport(session)) return <Refused code="not-allowed" />;
  const { at } = tools;
  return (
    <>
      <NotLiveBanner />
      <ArrivalsNav />
      <div className="app-page">
        <h1>Bring in a census file</h1>
        <p className="app-lede">
          The list of who lies in which bed, as your hospital’s system writes it. It is checked
          first: nothing changes until you take it in.
        </p>
        <div hidden={at.step !== 'choose' && at.step !== 'failed'}>
          <CensusForm check={tools.check} refused={at.step === 'failed' ? at.error : null} />
        </div>
        <Outcome at={at} tools={tools} />
        {at.step === 'choose' && <Columns />}
        <RecentFiles turn={turn} whenUndone={reference.readAgain} />
      </div>
    </>
  );
}

function Outcome({ at, tools }: { readonly at: CensusStep; readonly tools: CensusTools }) {
  switch (at.step) {
    case 'choose':
      return null;
    case 'sending':
      return <Sending {...at} />;
    case 'checked':
      return <CheckedCensus {...at} take={tools.take} restart={tools.restart} />;
    case 'taken':
      return <Taken answer={at.answer} restart={tools.restart} />;
    case 'failed':
      return <CensusFailed error={at.error} again={at.again} />;
  }
}

function Sending(props: {
  readonly source: string;
  readonly taking: boolean;
  readonly part: number;
}) {
  const { source, taking, part } = props;
  const progress = useProgress(taking && part >= 1 ? source : null);
  const { value, max, words } = farWords(part, taking, progress);
  return (
    <div className="app-outcome" role="status">
      <h2>{words}</h2>
      <progress
        className="app-upload"
        aria-label={part < 1 ? 'Part of the file sent' : 'Part of the file taken in'}
        max={max}
        {...(value === null ? {} : { value })}
      />
      <p>A large file takes a minute. Keep this page open.</p>
    </div>
  );
}

function Taken({
  answer,
  restart,
}: {
  readonly answer: CensusAnswer;
  readonly restart: () => void;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { wards } = useReference();
  useEffect(() => heading.current?.focus(), []);
  const only = wards.length === 1 ? wards[0] : undefined;
  return (
    <section className="app-outcome" aria-labelledby="taken">
      <h2 id="taken" ref={heading} tabIndex={-1}>
        Taken in
      </h2>
      <CensusSaid answer={answer} />
      <p className="app-form-actions">
        <Link
          href={only === undefined ? '/wards' : `/wards/${encodeURIComponent(only.code)}`}
          className="app-button app-button--strong"
        >
          {only === undefined ? 'Go to the wards' : `Open ${only.name}`}
        </Link>
        <button type="button" className="app-button" onClick={restart}>
          Bring in another file
        </button>
      </p>
    </section>
  );
}

/** What a file must look like, for whoever writes the first one. */
function Columns() {
  const line = useLine();
  const today = londonDate(line.at ?? new Date().toISOString());
  const sample = `data:text/csv;charset=utf-8,${encodeURIComponent(sampleFile(today))}`;
  return (
    <section className="app-columns" aria-labelledby="columns">
      <h2 id="columns">What the file needs</h2>
      <p>
        A CSV file with the names of its columns in the first line, in any order, with commas,
        semicolons or tabs. The first four columns are needed, others help, and what we do not know
        is left out.{' '}
        <a href={sample} download="census-sample.csv">
          Download a sample file
        </a>{' '}
        with three patients who do not exist.
      </p>
      <dl>
        {COLUMN_WORDS.map(({ name, needed, words }) => (
          <div key={name}>
            <dt>
              {name} {needed && <span className="app-tag">needed</span>}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
