import type { CensusAnswer } from '#contracts';
import { useReference } from '../api/reference.js';
import { reasonWords, remarkWords } from './arrival-words.js';
import { censusSentence } from './census-words.js';

/** Of a long list so many are shown; the rest are counted. */
const SHOWN_MAX = 100;

/** What a file says, in one sentence, with its refused rows and what wants a look beneath. */
export function CensusSaid({ answer }: { readonly answer: CensusAnswer }) {
  const { ward } = useReference();
  const remarks = answer.warnings.filter(({ code }) => code !== 'census-too-different');
  return (
    <>
      <p className="app-sentence">{censusSentence(answer, ward)}</p>
      <Lines
        title={
          answer.refused.length === 1
            ? '1 row is not taken'
            : `${answer.refused.length} rows are not taken`
        }
        lines={answer.refused.map((one) => ({ ...one, ward: null, words: reasonWords(one.code) }))}
      />
      <Lines
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

interface Line {
  readonly line: number | null;
  readonly field: string | null;
  readonly ward: string | null;
  readonly words: string;
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly Line[] }) {
  if (lines.length === 0) return null;
  const more = lines.length - SHOWN_MAX;
  return (
    <section className="app-scroll" tabIndex={0} aria-label={title}>
      <table className="app-table app-lines">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col" className="app-number">
              Line
            </th>
            <th scope="col">Column</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {lines.slice(0, SHOWN_MAX).map((one, index) => (
            <tr key={index}>
              <td className="app-number">{one.line ?? ''}</td>
              <td>{one.field ?? (one.line === null ? '' : 'the whole row')}</td>
              <td>
                {one.words} {one.ward !== null && <small>{one.ward}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="app-quiet">and {more} more</p>}
    </section>
  );
}
