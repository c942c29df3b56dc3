import { addDays } from '#domain';
import { useGet } from '../api/use-get.js';
import { ShareBars } from './lying-bars.js';
import { Count, Figure, FigureTable } from './figure.js';
import { filterParts, queryOf } from './question.js';
import type { Chosen } from './question.js';
import { DAY_COUNTS, SERIES } from './red-figure.js';
import type { RedTrend } from './red-figure.js';
import { count, percent, placesOf, uncomparedOf } from './words.js';

/** Places before the whole table is asked for. */
const PLACES = 10;

/** Red, green and unreviewed days of the week, place by place, those with most red of reviewed first. */
export function PlaceFigure({
  chosen,
  named,
}: {
  readonly chosen: Chosen;
  readonly named: (code: string) => string;
}) {
  const { week, place } = chosen;
  const [before, to] = [addDays(week, -7), addDays(week, 6)];
  const parts = filterParts(chosen);
  const path = `/trends/red-days?${queryOf({ from: before, to, ...parts, by: place })}`;
  const loaded = useGet<RedTrend>(path);
  const what = `Red, green and unreviewed days by ${place}`;
  const column = place.charAt(0).toUpperCase() + place.slice(1);
  return (
    <Figure loaded={loaded} what={what} csv={path} counts={DAY_COUNTS}>
      {(trend) => {
        const uncompared = uncomparedOf(week, trend);
        const places = placesOf(trend.rows, { week, before }, place).map((one) => ({
          ...one,
          name: one.code === null ? 'Not known' : named(one.code),
        }));
        const href = (colour: string, code: string | null) =>
          `/weekly/stays?${queryOf({ series: 'red-days', colour, from: week, to, ...parts, [place]: code })}`;
        return {
          title: what,
          under: 'Days with a round due in the week, the largest share of red of reviewed first.',
          body: places.length > 0 && (
            <>
              <ShareBars
                label={`${what}, as shares of the days that were due; the table has the numbers`}
                series={SERIES}
                bars={places.slice(0, PLACES).map(({ name, row }) => ({
                  name,
                  values: [row.days, row.green, row.unreviewed],
                }))}
              />
              <FigureTable
                caption={what}
                most={PLACES}
                head={[column, 'Red', 'Green', 'Not reviewed', 'Red of reviewed', 'Week before']}
              >
                {places.map(({ code, name, row, redBefore }) => (
                  <tr key={code ?? ''}>
                    <th scope="row">{name}</th>
                    <td>
                      <Count value={row.days} of={`red, ${name}`} href={href('red', code)} />
                    </td>
                    <td>
                      <Count value={row.green} of={`green, ${name}`} href={href('green', code)} />
                    </td>
                    <td>
                      <Count
                        value={row.unreviewed}
                        of={`not reviewed, ${name}`}
                        href={href('unreviewed', code)}
                      />
                    </td>
                    <td>{row.redShare === null ? count(null) : percent(row.redShare)}</td>
                    <td>{uncompared === null ? percent(redBefore) : 'not whole'}</td>
                  </tr>
                ))}
              </FigureTable>
            </>
          ),
        };
      }}
    </Figure>
  );
}
