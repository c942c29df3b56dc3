import type { DelayedTotal, Trend } from '#contracts';
import { addDays } from '#domain';
import type { Loaded } from '../api/use-get.js';
import { useGet } from '../api/use-get.js';
import { dayAndMonth } from '../words/dates.js';
import { StackedBars } from './charts.js';
import { Count, Figure, FigureTable, WeekName } from './figure.js';
import { filterParts, queryOf, weeksOf } from './question.js';
import type { Chosen } from './question.js';
import {
  ATTRIBUTIONS,
  count,
  daysOf,
  difference,
  isWhole,
  percent,
  rowOf,
  uncomparedOf,
} from './words.js';

export type DelayedTrend = Trend<DelayedTotal>;

export const DELAYED_COUNTS =
  'A bed day is delayed when the patient is in the bed at midnight and a delay is open. Each night counts once, under its primary delay. Only closed days; a day closed again counts as it stands now.';

/** Delayed bed days of the weeks, by partner. */
export function DelayedFigure({
  chosen,
  all,
}: {
  readonly chosen: Chosen;
  readonly all: Loaded<DelayedTrend> & { readonly again: () => void };
}) {
  const { week } = chosen;
  const weeks = weeksOf(week);
  const span = { from: weeks[0], to: addDays(week, 6), ...filterParts(chosen) };
  const path = `/trends/delayed-days?${queryOf({ ...span, by: 'attribution' })}`;
  const parted = useGet<DelayedTrend>(path);
  const loaded = both(parted, all);
  return (
    <Figure loaded={loaded} what="Delayed bed days" csv={path} counts={DELAYED_COUNTS}>
      {({ parts, sums }) => {
        const now = rowOf(sums.rows, week);
        const before = rowOf(sums.rows, addDays(week, -7));
        return {
          title: `Delayed bed days: ${count(daysOf(now))} in the week, ${difference(daysOf(now), daysOf(before), uncomparedOf(week, sums), sums.suppressed)}`,
          under: 'Bed days at midnight, by who they are put down to. Weeks begin on Monday.',
          body: (
            <div className="app-figure-row">
              <StackedBars
                label="Delayed bed days a week by who they are put down to; the table has the numbers"
                series={ATTRIBUTIONS}
                columns={weeks.map((bucket) => ({
                  label: dayAndMonth(bucket),
                  part: !isWhole(bucket, sums),
                  values: ATTRIBUTIONS.map(({ key }) => daysIn(parts, bucket, key)),
                }))}
              />
              <FigureTable
                caption="Delayed bed days by week"
                head={[
                  'Week of',
                  ...ATTRIBUTIONS.map(({ name }) => name),
                  'All',
                  ...(sums.suppressed ? [] : ['Not agreed']),
                ]}
              >
                {[...weeks].reverse().map((bucket) => (
                  <WeekRow key={bucket} week={bucket} both={{ parts, sums }} span={span} />
                ))}
              </FigureTable>
            </div>
          ),
        };
      }}
    </Figure>
  );
}

function daysIn({ rows }: DelayedTrend, week: string, attribution: string): number | null {
  return daysOf(rowOf(rows, week, (row) => row.attribution === attribution));
}

function WeekRow(props: {
  readonly week: string;
  readonly both: Both;
  readonly span: Readonly<Record<string, string | null | undefined>>;
}) {
  const { week, span } = props;
  const { parts, sums } = props.both;
  const sum = rowOf(sums.rows, week);
  const days = daysOf(sum);
  const notAgreed = sum === null ? 0 : sum.notAgreed;
  return (
    <tr>
      <th scope="row">
        <WeekName week={week} span={sums} />
      </th>
      {ATTRIBUTIONS.map(({ key, name }) => (
        <td key={key}>
          <Count
            value={daysIn(parts, week, key)}
            of={`${name}, week of ${dayAndMonth(week)}`}
            href={`/weekly/stays?${queryOf({ series: 'delayed-days', ...span, from: week, to: addDays(week, 6), attribution: key })}`}
          />
        </td>
      ))}
      <td>
        <Count
          value={days}
          of={`all, week of ${dayAndMonth(week)}`}
          href={`/weekly/stays?${queryOf({ series: 'delayed-days', ...span, from: week, to: addDays(week, 6) })}`}
        />
      </td>
      {!sums.suppressed && (
        <td>
          <Count
            value={notAgreed}
            of={`not agreed, week of ${dayAndMonth(week)}`}
            href={`/weekly/stays?${queryOf({ series: 'delayed-days', ...span, from: week, to: addDays(week, 6), notAgreed: 'true' })}`}
          />
          {days !== null && days > 0 && notAgreed !== null && notAgreed > 0 && (
            <small className="app-part">{percent(notAgreed / days)}</small>
          )}
        </td>
      )}
    </tr>
  );
}

interface Both {
  readonly parts: DelayedTrend;
  readonly sums: DelayedTrend;
}

type Asked<T> = Loaded<T> & { readonly again: () => void };

/** Two answers that are shown together: ready when both are. */
function both(parts: Asked<DelayedTrend>, sums: Asked<DelayedTrend>): Asked<Both> {
  if (parts.state !== 'ready') return parts;
  if (sums.state !== 'ready') return sums;
  return { state: 'ready', value: { parts: parts.value, sums: sums.value }, again: parts.again };
}
