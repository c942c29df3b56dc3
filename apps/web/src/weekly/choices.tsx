import { useSearchParams } from 'wouter';
import { addDays } from '#domain';
import type { LocalDate } from '#domain';
import { useReference } from '../api/reference.js';
import { seesWholeWards } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { DateWords } from '../parts/date-input.js';
import { PLACES } from './question.js';
import type { Chosen } from './question.js';

/** The week and the wards the page is about; the address keeps them. */
export function Choices({ chosen, last }: { readonly chosen: Chosen; readonly last: LocalDate }) {
  const session = useSession();
  const [, setSearch] = useSearchParams();
  const choose = (changes: Readonly<Record<string, string>>) =>
    setSearch((before) => {
      const next = new URLSearchParams(before);
      for (const [name, value] of Object.entries(changes))
        if (value === '') next.delete(name);
        else next.set(name, value);
      return next;
    });
  return (
    <div className="app-weekly-choices">
      <div className="app-segment" role="group" aria-label="Week">
        <button type="button" onClick={() => choose({ week: addDays(chosen.week, -7) })}>
          Week before
        </button>
        <button
          type="button"
          disabled={chosen.week >= last}
          onClick={() => choose({ week: addDays(chosen.week, 7) })}
        >
          Week after
        </button>
      </div>
      <label className="nhsuk-label">
        Any day of the week
        <input
          type="date"
          className="nhsuk-input"
          value={chosen.week}
          max={addDays(last, 6)}
          onChange={({ target }) => target.value !== '' && choose({ week: target.value })}
        />
        <span className="app-date-words">
          Week of <DateWords date={chosen.week} />
        </span>
      </label>
      {session.ward === null && <PlaceChoices chosen={chosen} choose={choose} />}
      {session.ward === null && (
        <div className="app-segment" role="group" aria-label="Last table by">
          {PLACES.map((place) => (
            <button
              key={place}
              type="button"
              aria-pressed={chosen.place === place}
              onClick={() => choose({ place })}
            >
              By {place}
            </button>
          ))}
        </div>
      )}
      {!seesWholeWards(session) && <p className="app-quiet">Your residents, wherever they lie.</p>}
      <button type="button" className="app-button" onClick={() => window.print()}>
        Print
      </button>
    </div>
  );
}

/** Those whose small numbers are hidden may narrow to an organisation alone. */
function PlaceChoices(props: {
  readonly chosen: Chosen;
  readonly choose: (changes: Readonly<Record<string, string>>) => void;
}) {
  const { chosen, choose } = props;
  const session = useSession();
  const reference = useReference();
  const mine = reference.wards.filter(({ organisation }) =>
    session.organisations.includes(organisation),
  );
  const inOrganisation = mine.filter(
    (ward) => chosen.organisation === '' || ward.organisation === chosen.organisation,
  );
  const inSite = inOrganisation.filter((ward) => chosen.site === '' || ward.site === chosen.site);
  const choices = (codes: readonly string[], name: (code: string) => string) =>
    [...new Set(codes)].map((code) => ({ code, name: name(code) }));
  const organisations = choices(
    mine.map((ward) => ward.organisation),
    reference.organisation,
  );
  return (
    <>
      <Choice
        label="Organisation"
        value={chosen.organisation}
        options={organisations}
        choose={(organisation) => choose({ organisation, site: '', ward: '' })}
      />
      {session.sees !== 'suppressed-counts' && (
        <>
          <Choice
            label="Site"
            value={chosen.site}
            options={choices(
              inOrganisation.map((ward) => ward.site),
              reference.site,
            )}
            choose={(site) => choose({ site, ward: '' })}
          />
          <Choice
            label="Ward"
            value={chosen.ward}
            options={choices(
              inSite.map((ward) => ward.code),
              reference.ward,
            )}
            choose={(ward) => choose({ ward })}
          />
        </>
      )}
    </>
  );
}

function Choice(props: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly code: string; readonly name: string }[];
  readonly choose: (value: string) => void;
}) {
  return (
    <label className="nhsuk-label">
      {props.label}
      <select
        className="nhsuk-select"
        value={props.value}
        onChange={({ target }) => props.choose(target.value)}
      >
        <option value="">All</option>
        {props.options.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
