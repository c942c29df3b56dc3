import { useEffect, useRef, useState } from 'react';
import { Textarea } from 'nhsuk-react-components';
import type { WardsLoaded } from '#contracts';
import { errorOf, isGood, requestCsv } from '../api/http.js';
import { reasonWords } from '../import/arrival-words.js';
import { RefusedLines } from '../import/refused-lines.js';
import { WARD_SAMPLE, WardColumns } from './ward-columns.js';
import { fileSentence } from './ward-words.js';

/** Wards are few: a file of them is small. */
const FILE_MB_MAX = 1;

type Step =
  | { readonly step: 'choose'; readonly problem: string | null }
  | { readonly step: 'sending' }
  | { readonly step: 'checked'; readonly answer: WardsLoaded };

/** Wards from a CSV file or a pasted table: checked first, set when somebody says so. */
export function WardsFile({ done }: { readonly done: (said: string | null) => void }) {
  const [text, setText] = useState('');
  const [at, setAt] = useState<Step>({ step: 'choose', problem: null });

  async function send(dryRun: boolean): Promise<void> {
    const missing = missingOf(text);
    if (missing !== null) return setAt({ step: 'choose', problem: missing });
    setAt({ step: 'sending' });
    const reply = await requestCsv(`/wards${dryRun ? '?dryRun=true' : ''}`, text);
    if (reply.kind === 'unreached') return setAt({ step: 'choose', problem: UNREACHED });
    if (!isGood(reply.status))
      return setAt({ step: 'choose', problem: whyNot(errorOf(reply.body)) });
    const answer = reply.body as WardsLoaded;
    if (dryRun) setAt({ step: 'checked', answer });
    else done(fileSentence(answer, 'done'));
  }

  if (at.step === 'checked')
    return (
      <Checked
        answer={at.answer}
        set={() => void send(false)}
        back={() => setAt({ step: 'choose', problem: null })}
      />
    );
  return (
    <form
      className="app-wards-file"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (at.step === 'choose') void send(true);
      }}
    >
      {at.step === 'choose' && at.problem !== null && (
        <p className="app-problem" role="alert">
          {at.problem}
        </p>
      )}
      <Source text={text} change={setText} />
      <p className="app-form-actions">
        <button type="submit" className="app-button app-button--strong app-button--large">
          {at.step === 'sending' ? 'Checking' : 'Check the wards'}
        </button>
        <button type="button" className="app-button" onClick={() => done(null)}>
          Cancel
        </button>
      </p>
      <WardColumns />
    </form>
  );
}

const UNREACHED = 'The service could not be reached. Nothing was changed; try again.';

function missingOf(text: string): string | null {
  if (text.trim() === '') return 'Choose a file, or paste the table.';
  return text.length > FILE_MB_MAX * 1024 * 1024
    ? `This is more than ${FILE_MB_MAX} MB, and no table of wards.`
    : null;
}

function whyNot({ message, details }: ReturnType<typeof errorOf>): string {
  const code = details['code'];
  return typeof code === 'string' ? reasonWords(code) : message;
}

/** A file fills the field below it, where it can be read and put right before it is checked. */
function Source(props: { readonly text: string; readonly change: (text: string) => void }) {
  const [problem, setProblem] = useState<string | null>(null);

  async function read(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    try {
      props.change(await file.text());
      setProblem(null);
    } catch {
      setProblem('The file could not be read. Choose it again.');
    }
  }

  return (
    <>
      <div className="app-drop">
        <label htmlFor="wards-file">
          <b>File of wards</b>
          <span>A CSV file, one ward a line</span>
        </label>
        <input
          id="wards-file"
          type="file"
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          onChange={(event) => void read(event.currentTarget.files?.[0])}
        />
      </div>
      {problem !== null && <p role="alert">{problem}</p>}
      <Textarea
        id="wards-text"
        label="Or paste the table here"
        hint="Copied from a spreadsheet, with the names of the columns in the first line"
        rows={8}
        spellCheck={false}
        placeholder={WARD_SAMPLE}
        value={props.text}
        onChange={(event) => props.change(event.currentTarget.value)}
      />
    </>
  );
}

function Checked(props: {
  readonly answer: WardsLoaded;
  readonly set: () => void;
  readonly back: () => void;
}) {
  const { answer } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const count = answer.set.length;
  return (
    <section className="app-outcome" aria-labelledby="wards-checked">
      <h2 id="wards-checked" ref={heading} tabIndex={-1}>
        Checked: nothing has changed yet
      </h2>
      <p className="app-sentence">{fileSentence(answer, 'would')}</p>
      {answer.ignored.length > 0 && (
        <p>
          Columns that we have no use for, and leave out: <b>{answer.ignored.join(', ')}</b>.
        </p>
      )}
      <RefusedLines
        title={
          answer.refused.length === 1
            ? '1 line is not taken'
            : `${answer.refused.length} lines are not taken`
        }
        lines={answer.refused.map((one) => ({ ...one, where: null, words: reasonWords(one.code) }))}
      />
      <p className="app-form-actions">
        {count > 0 && (
          <button
            type="button"
            className="app-button app-button--strong app-button--large"
            onClick={props.set}
          >
            {count === 1 ? 'Set 1 ward' : `Set ${count} wards`}
          </button>
        )}
        <button type="button" className="app-button" onClick={props.back}>
          Put it right first
        </button>
      </p>
    </section>
  );
}
