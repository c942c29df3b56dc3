import { useReference } from '../api/reference.js';
import type { BedLine } from './drafts.js';

/** Beds that the source calls otherwise than the ward does; left alone, a bed keeps the source's name. */
export function BedNames(props: {
  readonly lines: readonly BedLine[];
  readonly change: (lines: readonly BedLine[]) => void;
}) {
  const { lines, change } = props;
  const { wards, ward: wardName } = useReference();
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby="bed-names">
      <h2 id="bed-names">Beds</h2>
      <p>
        These beds are not on their ward’s list. Until you say which bed is meant, the patient
        stands below the others under the source’s own name for it.
      </p>
      <table className="app-table app-waiting-table app-names-table">
        <thead>
          <tr>
            <th scope="col">The source says</th>
            <th scope="col">In it now</th>
            <th scope="col">Our bed</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <tr
              key={JSON.stringify([line.ward, line.name])}
              className={line.bed === '' ? 'app-unnamed' : ''}
            >
              <th scope="row">
                <b>{line.name}</b>
                <small>{wardName(line.ward)}</small>
              </th>
              <td>
                {line.patients === 0 ? (
                  <span className="app-quiet">Nobody</span>
                ) : line.patients === 1 ? (
                  '1 patient'
                ) : (
                  `${line.patients} patients`
                )}
              </td>
              <td>
                <select
                  className="nhsuk-select"
                  aria-label={`Our bed for ${line.name} on ${wardName(line.ward)}`}
                  value={line.bed}
                  onChange={(event) => {
                    const bed = event.currentTarget.value;
                    change(lines.map((one, at) => (at === index ? { ...one, bed } : one)));
                  }}
                >
                  <option value="">As it is called</option>
                  {bedsOfWard(wards, line).map((bed) => (
                    <option key={bed} value={bed}>
                      {bed}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The beds of the ward, with the one that is chosen even where the ward lists it no more. */
function bedsOfWard(
  wards: ReturnType<typeof useReference>['wards'],
  { ward, bed }: BedLine,
): readonly string[] {
  const beds = wards.find(({ code }) => code === ward)?.beds ?? [];
  return bed === '' || beds.includes(bed) ? beds : [bed, ...beds];
}
