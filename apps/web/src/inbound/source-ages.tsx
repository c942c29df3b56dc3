import type { SourceListed } from '#contracts';
import type { LocalDate } from '#domain';
import { londonDate } from '#domain';
import { useGet } from '../api/use-get.js';
import { useLine } from '../live/use-live.js';
import { NoticeIcon } from '../parts/icons.js';
import { moment } from '../words/dates.js';
import { sourceAges } from './ages.js';
import type { SourceAge } from './ages.js';
import type { InboundPage } from './inbound-page.js';

/** When each source was last heard; one that went quiet says so. */
export function SourceAges({ turn }: { readonly turn: number }) {
  const line = useLine();
  const sources = useGet<readonly SourceListed[]>('/sources', turn);
  const refused = useGet<InboundPage>('/inbound?state=refused', turn);
  const applied = useGet<InboundPage>('/inbound?state=applied', turn);
  const ignored = useGet<InboundPage>('/inbound?state=ignored', turn);
  const pages = [refused, applied, ignored].flatMap((one) =>
    one.state === 'ready' ? one.value : [],
  );
  if (line.at === null || sources.state !== 'ready' || pages.length < 3) return null;
  const ages = sourceAges(
    pages,
    sources.value.map(({ source }) => source),
    line.at,
  );
  if (ages.length === 0) return <p className="app-lede">No source has sent anything yet.</p>;
  const today = londonDate(line.at);
  return (
    <section aria-labelledby="ages">
      <h2 id="ages">Sources</h2>
      <ul className="app-ages">
        {ages.map((age) => (
          <li key={age.source} className={age.quiet ? 'app-age app-age--quiet' : 'app-age'}>
            {age.quiet && <NoticeIcon />}
            <span>
              <b>{age.source}</b>
              <small>{ageWords(age, today)}</small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ageWords({ latest, silentSince, quiet }: SourceAge, today: LocalDate): string {
  const at = latest ?? silentSince;
  if (at === null) return 'Has never sent anything';
  const when = moment(at, today, londonDate(at));
  if (latest === null) return `Nothing since ${when}, or longer`;
  return quiet ? `Quiet since ${when}` : `Last heard ${when}`;
}
