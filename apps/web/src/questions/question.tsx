import { useState } from 'react';
import { Link } from 'wouter';
import type { ArrivalQuestion } from '#contracts';
import { londonDate } from '#domain';
import type { Row } from '#domain';
import { useReference } from '../api/reference.js';
import { useLine } from '../live/use-live.js';
import { moment, shortDay } from '../words/dates.js';
import { HereOrGone, OneOrTwo, PutRight, WhichStands } from './answers.js';
import { questionWords } from './question-words.js';
import { useAnswer } from './use-answer.js';
import type { Answered, AnswerTools } from './use-answer.js';
import { useStayRow } from './use-stay-row.js';

/** One question: what is asked in a sentence, the two sides beside each other, and its answers. */
export function Question(props: {
  readonly question: ArrivalQuestion;
  readonly answered: (answered: Answered) => void;
}) {
  const { question } = props;
  const tools = useAnswer(question, props.answered);
  return (
    <article className="app-question">
      <h3>{questionWords(question).title}</h3>
      {question.code === 'lookalike' ? (
        <Lookalikes question={question} tools={tools} />
      ) : (
        <OfOneStay question={question} tools={tools} />
      )}
      {tools.problem !== null && (
        <p className="app-problem" role="alert">
          Not kept. {tools.problem}
        </p>
      )}
    </article>
  );
}

interface Asked {
  readonly question: ArrivalQuestion;
  readonly tools: AnswerTools;
}

/** About one patient, or about a row that nobody can place. */
function OfOneStay({ question, tools }: Asked) {
  const read = useStayRow(question.stays[0] ?? null, question.ward);
  if (read.state === 'reading') return <p role="status">Reading the stay</p>;
  const row = read.state === 'found' ? read.row : null;
  return (
    <>
      <Sides question={question} row={row} />
      <Answers question={question} tools={tools} row={row} />
    </>
  );
}

function Answers({ question, tools, row }: Asked & { readonly row: Row | null }) {
  const { code, field } = question;
  if (row !== null && (code === 'gone' || (code === 'disagrees' && field === null)))
    return <HereOrGone question={question} tools={tools} row={row} />;
  if (row !== null && question.says !== null)
    return <WhichStands question={question} tools={tools} row={row} />;
  return (
    <>
      <p>{questionWords(question).settle}</p>
      <PutRight question={question} tools={tools} />
    </>
  );
}

function Sides({
  question,
  row,
}: {
  readonly question: ArrivalQuestion;
  readonly row: Row | null;
}) {
  const { ward: wardName } = useReference();
  const line = useLine();
  const { board, other } = questionWords(question);
  const { ward, source, at, line: inFile, field, says } = question;
  const today = londonDate(line.at ?? at ?? '2000-01-01T00:00:00Z');
  const time = (instant: string) => moment(instant, today, londonDate(instant));
  return (
    <div className="app-sides">
      <div className="app-side">
        <h4>Our board{ward !== null && `, ${wardName(ward)}`}</h4>
        {row !== null && (
          <p>
            <b>{row.patient.displayName || 'Name not shown'}</b>, {placeWords(wardName, row)}
          </p>
        )}
        <p>{row?.gone == null ? board : `Last known to be here ${time(row.gone.between[0])}.`}</p>
      </div>
      <div className="app-side">
        <h4>
          {question.bed === null ? (source ?? 'The last file') : `Bed ${question.bed}`}
          {at !== null && `, ${time(at)}`}
        </h4>
        <p>{says === null ? other : `The file says ${placeWords(wardName, says)}.`}</p>
        {inFile !== null && (
          <p className="app-quiet">
            Line {inFile}
            {field !== null && `, ${field}`}
          </p>
        )}
      </div>
    </div>
  );
}

function placeWords(
  wardName: (ward: string) => string,
  { ward, bed }: { readonly ward: string; readonly bed: string | null },
): string {
  return `${wardName(ward)}, ${bed === null ? 'no bed' : `bed ${bed}`}`;
}

/** Two stays side by side, as their boards show them to this person; their names only on asking. */
function Lookalikes({ question, tools }: Asked) {
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <>
        <p>{questionWords(question).board}</p>
        <p>
          <button type="button" className="app-button" onClick={() => setOpen(true)}>
            Show both
          </button>
        </p>
      </>
    );
  return <Pair question={question} tools={tools} />;
}

const FACTS: readonly (readonly [string, (row: Row) => string | null | undefined])[] = [
  ['NHS number', (row) => row.patient.nhsNumber],
  ['Hospital number', (row) => row.patient.localId],
  ['Admitted', (row) => row.admittedOn],
  ['Bed', (row) => row.bed],
];

function Pair({ question, tools }: Asked) {
  const one = useStayRow(question.stays[0] ?? null, question.ward);
  const two = useStayRow(question.stays[1] ?? null, question.ward);
  if (one.state === 'reading' || two.state === 'reading')
    return <p role="status">Reading both stays</p>;
  if (one.state === 'none' || two.state === 'none')
    return <p>One of the two is on another ward, or not yours to see.</p>;
  const differs = FACTS.filter(([, of]) => of(one.row) !== of(two.row)).map(([name]) => name);
  return (
    <>
      <p>
        {differs.length === 0
          ? 'Nothing that is known of them differs.'
          : `What differs: ${differs.join(', ').toLowerCase().replace('nhs', 'NHS')}.`}
      </p>
      <div className="app-sides">
        {[one.row, two.row].map((row) => (
          <Stay key={row.stay} row={row} differs={differs} />
        ))}
      </div>
      <OneOrTwo question={question} tools={tools} />
    </>
  );
}

function Stay({ row, differs }: { readonly row: Row; readonly differs: readonly string[] }) {
  const { ward: wardName } = useReference();
  const line = useLine();
  const today = londonDate(line.at ?? `${row.admittedOn}T12:00:00Z`);
  const { patient } = row;
  return (
    <div className="app-side">
      <h4>{patient.displayName || 'Name not shown'}</h4>
      {FACTS.map(([name, of]) => {
        const value = name === 'Admitted' ? shortDay(row.admittedOn, today) : of(row);
        const words = `${name} ${value ?? 'not known'}`;
        return <p key={name}>{differs.includes(name) ? <b>{words}</b> : words}</p>;
      })}
      <p>
        <Link href={`/wards/${encodeURIComponent(row.ward)}`}>Open {wardName(row.ward)}</Link>
      </p>
    </div>
  );
}
