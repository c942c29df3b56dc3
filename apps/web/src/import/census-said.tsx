import type { CensusAnswer } from '#contracts';
import { useReference } from '../api/reference.js';
import { reasonWords, remarkWords } from './arrival-words.js';
import { censusSentence } from './census-words.js';
import { RefusedLines } from './refused-lines.js';

/** What a file says, in one sentence, with its refused rows and what wants a look beneath. */
export function CensusSaid({ answer }: { readonly answer: CensusAnswer }) {
  const { ward } = useReference();
  const remarks = answer.warnings.filter(({ code }) => code !== 'census-too-different');
  return (
    <>
      <p className="app-sentence">{censusSentence(answer, ward)}</p>
      <RefusedLines
        title={
          answer.refused.length === 1
            ? '1 row is not taken'
            : `${answer.refused.length} rows are not taken`
        }
        lines={answer.refused.map((one) => ({ ...one, ward: null, words: reasonWords(one.code) }))}
      />
      <RefusedLines
        title="To look at"
        lines={remarks.map(({ code, line, field, ward: where }) => ({
          line: line ?? null,
          field: field ?? null,
          ward: where === undefined ? null : ward(where),
          words: remarkWords(code),
        }))}
      />
    </>
  );
}
