import { useSearchParams } from 'wouter';
import { addDays, londonDate } from '#domain';
import type { LocalDate } from '#domain';
import { useReference } from '../api/reference.js';
import type { Reference } from '../api/reference.js';
import { useGet } from '../api/use-get.js';
import { useLine } from '../live/use-live.js';
import { Reading } from '../parts/state-page.js';
import { useTitle } from '../shell/shell.js';
import { fullDay } from '../words/dates.js';
import { Changes } from './changes.js';
import { Patterns } from './charts.js';
import { Choices } from './choices.js';
import { DELAYED_COUNTS, DelayedFigure } from './delayed-figure.js';
import type { DelayedTrend } from './delayed-figure.js';
import { GroupFigure } from './group-figure.js';
import { chosenOf, filterParts, lastWeek, queryOf, weeksOf } from './question.js';
import type { Chosen } from './question.js';
import { PlaceFigure } from './place-figure.js';
import { RedFigure } from './red-figure.js';
import type { RedTrend } from './red-figure.js';
import { daysOf, finding, rowOf, uncomparedOf } from './words.js';

/** The weekly look at delays: what changed, then each figure with its table. */
export function WeeklyScreen() {
  const { at } = useLine();
  const [search] = useSearchParams();
  if (at === null) return <Reading what="the week" />;
  const today = londonDate(at);
  return <Week chosen={chosenOf(search, today)} last={lastWeek(today)} />;
}

function Week({ chosen, last }: { readonly chosen: Chosen; readonly last: LocalDate }) {
  const reference = useReference();
  const { week } = chosen;
  const to = addDays(week, 6);
  const span = queryOf({ from: weeksOf(week)[0], to, ...filterParts(chosen) });
  const redPath = `/trends/red-days?${span}`;
  const delayed = useGet<DelayedTrend>(`/trends/delayed-days?${span}`);
  const red = useGet<RedTrend>(redPath);
  const title = titleOf(delayed.state === 'ready' ? delayed.value : null, week);
  useTitle('Weekly');
  return (
    <div className="app-weekly">
      <Patterns />
      <h1>{title}</h1>
      <p className="app-quiet">
        Weekly delay review, {fullDay(week)} to {fullDay(to)} {to.slice(0, 4)}. Closed days only.{' '}
        {placeWords(chosen, reference)}
      </p>
      <Choices chosen={chosen} last={last} />
      {delayed.state === 'ready' && red.state === 'ready' && (
        <Changes week={week} delayed={delayed.value} red={red.value} />
      )}
      <DelayedFigure chosen={chosen} all={delayed} />
      <div className="app-figures">
        <RedFigure chosen={chosen} path={redPath} loaded={red} />
        <PlaceFigure chosen={chosen} named={reference[chosen.place]} />
        <Groups chosen={chosen} reference={reference} />
      </div>
    </div>
  );
}

function titleOf(delayed: DelayedTrend | null, week: LocalDate): string {
  if (delayed === null) return 'Weekly delay review';
  const before = addDays(week, -7);
  return finding(
    daysOf(rowOf(delayed.rows, week)),
    daysOf(rowOf(delayed.rows, before)),
    uncomparedOf(week, delayed),
    delayed.suppressed,
  );
}

function placeWords({ organisation, site, ward }: Chosen, reference: Reference): string {
  if (ward !== '') return `${reference.ward(ward)}.`;
  if (site !== '') return `${reference.site(site)}.`;
  if (organisation !== '') return `${reference.organisation(organisation)}.`;
  return 'All that you may count.';
}

const RED_COUNTS =
  'Red days by their first reason, final or planned. A day that nobody reviewed, or whose reason was only carried over, is not in it.';

function Groups({ chosen, reference }: { readonly chosen: Chosen; readonly reference: Reference }) {
  const { week, place } = chosen;
  const placeName = reference[place];
  return (
    <>
      <GroupFigure
        chosen={chosen}
        series="red-days"
        by="constraint"
        what="Reasons of red days"
        column="Reason"
        unit="red days"
        counts={RED_COUNTS}
        named={({ constraint = null }) => ({
          key: constraint ?? '',
          name:
            constraint === null
              ? 'No reason'
              : reference.reason('red-constraints', constraint, week),
          filter: { constraint },
        })}
      />
      <GroupFigure
        chosen={chosen}
        series="delayed-days"
        by="reason"
        what="Reasons of delay"
        column="Reason"
        unit="delayed bed days"
        counts={DELAYED_COUNTS}
        named={({ list = null, reason = null }) => ({
          key: `${list ?? ''} ${reason ?? ''}`,
          name: reference.reason(list ?? '', reason ?? '', week),
          filter: { list, reason },
        })}
      />
      <GroupFigure
        chosen={chosen}
        series="delayed-days"
        by="owner"
        what="Who must act"
        column="Owner"
        unit="delayed bed days"
        counts={DELAYED_COUNTS}
        named={({ owner = null }) => ({
          key: owner ?? '',
          name: owner === null ? 'Nobody named' : reference.owner(owner),
          filter: { owner },
        })}
      />
      <GroupFigure
        chosen={chosen}
        series="delayed-days"
        by={place}
        what={`Delayed bed days by ${place}`}
        column={place.charAt(0).toUpperCase() + place.slice(1)}
        unit="delayed bed days"
        counts={DELAYED_COUNTS}
        named={(row) => {
          const code = row[place] ?? null;
          return {
            key: code ?? '',
            name: code === null ? 'Not known' : placeName(code),
            filter: { [place]: code },
          };
        }}
      />
    </>
  );
}
