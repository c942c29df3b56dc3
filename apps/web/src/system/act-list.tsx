import { Link, useSearchParams } from 'wouter';
import type { SystemPicture } from '#contracts';
import { useReference } from '../api/reference.js';
import type { Reference } from '../api/reference.js';
import { AGES, NOBODY, levelWords } from '../escalations/filters.js';
import { Choice } from '../parts/choice.js';
import { readsEveryWait } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { spanSince } from '../words/dates.js';
import { NOT_KNOWN, WAYS, choicesOf, narrowedOf, whoMustAct } from './who-must-act.js';
import type { Act, Narrowed, Way } from './who-must-act.js';

const WAY_WORDS: Readonly<Record<Way, string>> = {
  owner: 'Who must act',
  age: 'How long',
  authority: 'Council of the patient',
  site: 'Site',
  level: 'Level',
};

const collator = new Intl.Collator('en-GB', { numeric: true });

/** Who must act, longest first, as numbers: each line leads to those who wait, for whoever may read them all. */
export function WhoMustAct({ picture }: { readonly picture: SystemPicture }) {
  const reference = useReference();
  const [search, setSearch] = useSearchParams();
  const narrowed = narrowedOf(search);
  const by = WAYS.find((way) => way === search.get('by')) ?? 'owner';
  const names = namesOf(picture, reference);
  const acts = whoMustAct(picture.items, by, narrowed);
  const total = acts.reduce((sum, act) => sum + act.red + act.delayed, 0);

  function choose(name: Way | 'by', value: string): void {
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  }

  const chosen = WAYS.filter((way) => narrowed[way] !== '');
  return (
    <section className="app-must-act" aria-labelledby="must-act">
      <h2 id="must-act">Who must act, longest first</h2>
      <p>
        <span>
          <strong>{total}</strong> waiting
          {chosen.map((way) => `, ${names[way](narrowed[way])}`).join('')}
        </span>
        {chosen.length > 0 && (
          <button
            type="button"
            className="app-link-button"
            onClick={() => setSearch(by === 'owner' ? {} : { by }, { replace: true })}
          >
            Show all
          </button>
        )}
      </p>
      <p className="app-quiet">Red: today, or when last reviewed.</p>
      <details className="app-must-act-choices">
        <summary>Narrow it, or count by something else</summary>
        <div>
          <Choice label="Count by" value={by} choose={(value) => choose('by', value)}>
            {WAYS.map((way) => [way, WAY_WORDS[way]] as const)}
          </Choice>
          {WAYS.map((way) => (
            <Choice
              key={way}
              label={WAY_WORDS[way]}
              value={narrowed[way]}
              all
              choose={(value) => choose(way, value)}
            >
              {choicesOf(picture.items, way)
                .map((key) => [key, names[way](key)] as const)
                .sort((a, b) => collator.compare(a[1], b[1]))}
            </Choice>
          ))}
        </div>
      </details>
      {acts.length === 0 ? (
        <p>Nobody waits for anyone here.</p>
      ) : (
        <ActTable by={by} acts={acts} names={names} narrowed={narrowed} today={picture.date} />
      )}
    </section>
  );
}

type Names = Readonly<Record<Way, (key: string) => string>>;

function namesOf({ items }: SystemPicture, reference: Reference): Names {
  const owners = new Map(
    items.flatMap(({ waiting }) => (waiting ?? []).map((one) => [one.owner, one.ownerName])),
  );
  return {
    owner: (key) =>
      key === NOBODY ? 'Nobody is named' : (owners.get(key) ?? reference.owner(key)),
    age: (key) => AGES[key] ?? key,
    authority: (key) => (key === NOT_KNOWN ? 'Council not known' : reference.organisation(key)),
    site: reference.site,
    level: levelWords,
  };
}

function ActTable(props: {
  readonly by: Way;
  readonly acts: readonly Act[];
  readonly names: Names;
  readonly narrowed: Narrowed;
  readonly today: string;
}) {
  const { by, acts, names, today } = props;
  return (
    <table className="app-table app-act-table">
      <caption className="app-hidden">How many wait, and how long, by {WAY_WORDS[by]}</caption>
      <thead>
        <tr>
          <th scope="col">{WAY_WORDS[by]}</th>
          <th scope="col">Longest</th>
          <th scope="col">Delayed</th>
          <th scope="col">Red</th>
        </tr>
      </thead>
      <tbody>
        {acts.map((act) => (
          <tr key={act.key}>
            <th scope="row">
              <ActName by={by} act={act} name={names[by](act.key)} narrowed={props.narrowed} />
            </th>
            <td>
              <b>{spanSince(act.since, today)}</b>
            </td>
            <td>{act.delayed}</td>
            <td>{act.red}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A name that opens the list of those who wait for it, where this person's list holds them all. */
function ActName(props: {
  readonly by: Way;
  readonly act: Act;
  readonly name: string;
  readonly narrowed: Narrowed;
}) {
  const { by, act, name, narrowed } = props;
  const session = useSession();
  if (!readsEveryWait(session) || act.key === NOT_KNOWN) return name;
  const search = new URLSearchParams();
  for (const way of WAYS) if (narrowed[way] !== '') search.set(way, narrowed[way]);
  search.set(by, act.key);
  return <Link href={`/escalations?${search}`}>{name}</Link>;
}
