import type { RedTotal, Trend } from '#contracts';
import { addDays } from '#domain';
import type { Loaded } from '../api/use-get.js';
import { dayAndMonth } from '../words/dates.js';
import { StackedBars } from './charts.js';
import { Count, Figure, FigureTable, WeekName } from './figure.js';
import { filterParts, queryOf, weeksOf } from './question.js';
import type { Chosen } from './question.js';
import { isWhole, percent, pointsDifference, rowOf, uncomparedOf } from './words.js';

export type RedTrend = Trend<RedTotal>;

export const SERIES = [
  { key: 'red', name: 'R Red', pattern: 'red' },
  { key: 'green', name: 'G Green', pattern: 'green' },
  { key: 'unreviewed', name: 'Not reviewed', pattern: 'unreviewed' },
] as const;

/** Which days the red, green and unreviewed ones are. */
export const DAY_COUNTS =
  'A day is due when the patient lay in a red/green ward when its round began, on a round day. It counts by its final word, else by the planned one. Red of reviewed is red / (red + green). A day that nobody reviewed is neither red nor green here.';

/** Red, green and unreviewed days of the weeks, as shares of those that were due. */
export function RedFigure(props: {
  readonly chosen: Chosen;
  readonly path: string;
  readonly loaded: Loaded<RedTrend> & { readonly again: () => void };
}) {
  const { chosen } = props;
  const { week } = chosen;
  const weeks = weeksOf(week);
  return (
    <Figure
      loaded={props.loaded}
      what="Red, green and unreviewed days"
      csv={props.path}
      counts={DAY_COUNTS}
    >
      {(trend) => {
        const { rows } = trend;
        const now = rowOf(rows, week);
        const before = rowOf(rows, addDays(week, -7));
        const share = now?.redShare ?? null;
        return {
          title:
            share === null
              ? 'Red, green and unreviewed days'
              : `${percent(share)} of reviewed days were red, ${pointsDifference(share, before?.redShare ?? null, uncomparedOf(week, trend), trend.suppressed)}`,
          under: `Share of days with a round due. ${now?.reviewedShare == null ? '' : `${percent(now.reviewedShare)} of them were reviewed in the week.`}`,
          body: (
            <>
              <StackedBars
                share
                label="Share of due days that were red, green or not reviewed, by week; the table has the numbers"
                series={SERIES}
                columns={weeks.map((bucket) => {
                  const row = rowOf(rows, bucket);
                  return {
                    label: dayAndMonth(bucket),
                    part: !isWhole(bucket, trend),
                    values: row === null ? [0, 0, 0] : [row.days, row.green, row.unreviewed],
                  };
                })}
              />
              <FigureTable
                caption="Red, green and unreviewed days by week"
                head={[
                  'Week of',
                  'Red',
                  'Green',
                  'Not reviewed',
                  'Red of reviewed',
                  'Reviewed',
                  ...(trend.suppressed ? [] : ['Planned only']),
                ]}
              >
                {[...weeks].reverse().map((bucket) => (
                  <RedRowLine
                    key={bucket}
                    chosen={chosen}
                    bucket={bucket}
                    row={rowOf(rows, bucket)}
                    trend={trend}
                  />
                ))}
              </FigureTable>
            </>
          ),
        };
      }}
    </Figure>
  );
}

function RedRowLine({
  chosen,
  bucket,
  row,
  trend,
}: {
  readonly chosen: Chosen;
  readonly bucket: string;
  readonly row: RedTotal | null;
  readonly trend: RedTrend;
}) {
  const at = dayAndMonth(bucket);
  const href = (colour: string) =>
    `/weekly/stays?${queryOf({ series: 'red-days', colour, from: bucket, to: addDays(bucket, 6), ...filterParts(chosen) })}`;
  const cell = (value: number | null, colour: string, name: string) => (
    <td>
      <Count value={value} href={href(colour)} of={`${name}, week of ${at}`} />
    </td>
  );
  if (row === null)
    return (
      <tr>
        <th scope="row">
          <WeekName week={bucket} span={trend} />
        </th>
        <td colSpan={6} className="app-figure-words">
          No day with a round due
        </td>
      </tr>
    );
  return (
    <tr>
      <th scope="row">
        <WeekName week={bucket} span={trend} />
      </th>
      {cell(row.days, 'red', 'red')}
      {cell(row.green, 'green', 'green')}
      {cell(row.unreviewed, 'unreviewed', 'not reviewed')}
      <td>{percent(row.redShare)}</td>
      <td>{percent(row.reviewedShare)}</td>
      {!trend.suppressed && <td>{percent(row.plannedOnlyShare)}</td>}
    </tr>
  );
}
