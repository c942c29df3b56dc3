import { Link } from 'wouter';
import type { DataAges, SourceAge } from '#contracts';
import { londonDate } from '#domain';
import { useGet } from '../api/use-get.js';
import { useLatest } from '../arrivals/use-latest.js';
import { NoticeIcon } from '../parts/icons.js';
import { wardAges } from '../sources/source-rows.js';
import { WardAges } from '../sources/ward-ages.js';
import { moment } from '../words/dates.js';

const KINDS = { census: 'files', adt: 'messages' } as const;

/** How old the word of each source is, and of which wards it speaks; one that went quiet says so. */
export function Ages({ turn }: { readonly turn: number }) {
  const { again, ...asked } = useGet<DataAges>('/data-age', turn);
  const ages = useLatest(asked);
  if (ages.state === 'loading') return null;
  if (ages.state !== 'ready')
    return (
      <p className="app-problem" role="alert">
        When each source was last heard cannot be told just now.{' '}
        <button type="button" className="app-button" onClick={again}>
          Try again
        </button>
      </p>
    );
  const { items, asOf } = ages.value;
  if (items.length === 0) return <p className="app-lede">No source has sent anything yet.</p>;
  const quietFirst = [...items].sort(
    (a, b) => Number(b.quiet) - Number(a.quiet) || a.source.localeCompare(b.source, 'en-GB'),
  );
  return (
    <>
      <section aria-labelledby="ages">
        <h2 id="ages">Sources</h2>
        <ul className="app-ages">
          {quietFirst.map((age) => (
            <li
              key={`${age.source} ${age.kind}`}
              className={age.quiet ? 'app-age app-age--quiet' : 'app-age'}
            >
              {age.quiet && <NoticeIcon />}
              <span>
                <Link href="/sources">{age.source}</Link>
                <small>{ageWords(age, londonDate(asOf))}</small>
              </span>
            </li>
          ))}
        </ul>
      </section>
      <WardAges ages={wardAges(ages.value)} />
    </>
  );
}

function ageWords({ kind, lastAt, quiet, wards }: SourceAge, today: string): string {
  const when = moment(lastAt, today, londonDate(lastAt));
  const of = wards.length === 1 ? '1 ward' : `${wards.length} wards`;
  const heard = quiet ? `Quiet since ${when}` : `Last heard ${when}`;
  return `${heard}, ${KINDS[kind]} about ${of}`;
}
