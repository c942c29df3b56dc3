import type { ErrorBody } from '#contracts';
import { clockTime } from '../words/dates.js';
import { reasonWords } from './arrival-words.js';

/** Why a file was not taken, in plain words, and what to do. Nothing of it was done. */
export function CensusFailed(props: {
  readonly error: ErrorBody | null;
  readonly again: () => void;
}) {
  const { error, again } = props;
  return (
    <div className="app-problem app-outcome" role="alert">
      <p>
        <b>{error === null ? 'The service could not be reached.' : failedWords(error)}</b>
      </p>
      <p>
        {error === null
          ? 'Sending the same file again is safe: it is never taken twice.'
          : 'Nothing of the file was taken. Put it right above and check it again.'}
      </p>
      <button type="button" className="app-button" onClick={again}>
        Try the same again
      </button>
      {error !== null && <p className="app-quiet">For IT: {error.code}</p>}
    </div>
  );
}

function failedWords({ code, message, details }: ErrorBody): string {
  const text = (key: string) => (typeof details[key] === 'string' ? details[key] : null);
  if (code === 'census-refused') {
    const field = text('field');
    return `${reasonWords(text('code') ?? code)}${field === null ? '' : ` It is “${field}”.`}`;
  }
  const now = text('now');
  if (code === 'census-in-future' && now !== null) return `${message} It is ${clockTime(now)} now.`;
  if (code === 'too-large') return 'The file is larger than 32 MB. Send it ward by ward.';
  return message;
}
