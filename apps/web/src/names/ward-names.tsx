import { Link } from 'wouter';
import { useReference } from '../api/reference.js';
import { waitingWords } from './drafts.js';
import type { WardLine } from './drafts.js';

const collator = new Intl.Collator('en-GB', { numeric: true });

/** What the source says, beside the ward of ours that it means. */
export function WardNames(props: {
  readonly lines: readonly WardLine[];
  readonly organisation: string | null;
  readonly change: (lines: readonly WardLine[]) => void;
}) {
  const { lines, change } = props;
  const waits = lines.filter((line) => line.ward === '').length;
  return (
    <section aria-labelledby="ward-names">
      <h2 id="ward-names">Wards</h2>
      <p>
        {waits === 0
          ? 'Every ward that this source named is known here.'
          : `${waits === 1 ? '1 name has' : `${waits} names have`} no ward here yet. Is one missing? `}
        {waits > 0 && <Link href="/administration">Add the ward</Link>}
      </p>
      {lines.length > 0 && (
        <table className="app-table app-waiting-table app-names-table">
          <thead>
            <tr>
              <th scope="col">The source says</th>
              <th scope="col">Waiting</th>
              <th scope="col">Our ward</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              <Line
                key={JSON.stringify([line.site, line.name])}
                line={line}
                organisation={props.organisation}
                choose={(ward) =>
                  change(lines.map((one, at) => (at === index ? { ...one, ward } : one)))
                }
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Line(props: {
  readonly line: WardLine;
  readonly organisation: string | null;
  readonly choose: (ward: string) => void;
}) {
  const { line, organisation } = props;
  const { wards, site } = useReference();
  const choices = wards
    .filter((ward) => organisation === null || ward.organisation === organisation)
    .sort((a, b) => collator.compare(a.site, b.site) || collator.compare(a.name, b.name));
  const sites = [...new Set(choices.map((ward) => ward.site))];
  const waiting = waitingWords(line);
  return (
    <tr className={line.ward === '' ? 'app-unnamed' : ''}>
      <th scope="row">
        <b>{line.name}</b>
        {line.site !== null && <small>{site(line.site)}</small>}
      </th>
      <td>{waiting ?? <span className="app-quiet">Nothing waits</span>}</td>
      <td>
        <select
          className="nhsuk-select"
          aria-label={`Our ward for ${line.name}`}
          value={line.ward}
          onChange={(event) => props.choose(event.currentTarget.value)}
        >
          <option value="">Not said</option>
          {sites.map((one) => (
            <optgroup key={one} label={site(one)}>
              {choices
                .filter((ward) => ward.site === one)
                .map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </td>
    </tr>
  );
}
