import type { CensusAnswer } from '#contracts';
import { useReference } from '../api/reference.js';
import { reasonWords, remarkWords } from './arrival-words.js';
import { censusSentence, newWardSentences } from './census-words.js';
import { RefusedLines } from './refused-lines.js';

/** What a file says, in one sentence, with its refused rows and what wants a look beneath. */
export function CensusSaid({ answer }: { readonly answer: CensusAnswer }) {
  const { ward } = useReference();
  const remarks = answer.warnings.filter(({ code }) => code !== 'census-too-different');
  return (
    <>
      <p className="app-sentence">{censusSentence(answer, ward)}</p>
      {newWardSentences(answer).map((words) => (
        <p key={words} className="app-notice">
          {words}
        </p>
      ))}
      <RefusedLines
        title={
          answer.refused.length === 1
            ? '1 row is not taken'
            : `${answer.refused.length} rows are not taken`
        }
        lines={answer.refused.map((one) => ({ ...one, where: null, words: reasonWords(one.code) }))}
      />
      <RefusedLines
        title="To look at"
        lines={remarks.map(({ code, line, field, ward: on, bed }) => ({
          line: line ?? null,
          field: field ?? null,
          where: whereWords(on === undefined ? null : ward(on), bed ?? null),
          words: remarkWords(code),
        }))}
      />
    </>
  );
}

/** "Ward 5, bed A7": whom a remark is about, without a name. */
function whereWords(ward: string | null, bed: string | null): string | null {
  const parts = [ward, bed === null ? null : `bed ${bed}`].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(', ');
}
