import type { Trend, TrendRow, TrendTotal } from '#contracts';
import { addDays } from '#domain';
import { useGet } from '../api/use-get.js';
import { LyingBars } from './lying-bars.js';
import { Count, Figure, FigureTable } from './figure.js';
import { filterParts, queryOf } from './question.js';
import type { Chosen } from './question.js';
import { count, groupsOf, percent, uncomparedOf } from './words.js';
import type { Group } from './words.js';

type Row = TrendRow<TrendTotal>;

interface Grouped {
  readonly chosen: Chosen;
  readonly series: 'delayed-days' | 'red-days';
  readonly by: string;
  readonly what: string;
  readonly column: string;
  readonly unit: string;
  readonly counts: string;
  readonly named: (row: Row) => Pick<Group, 'key' | 'name' | 'filter'>;
}

/** Bars before the rest is put together. */
const BARS = 7;
/** Rows before the whole table is asked for. */
const ROWS = 8;

/** The days of one week by group, the most first, with the week before. */
export function GroupFigure({ chosen, series, by, what, column, unit, counts, named }: Grouped) {
  const { week } = chosen;
  const before = addDays(week, -7);
  const span = { from: before, to: addDays(week, 6), ...filterParts(chosen) };
  const path = `/trends/${series}?${queryOf({ ...span, by })}`;
  const loaded = useGet<Trend<TrendTotal>>(path);
  return (
    <Figure loaded={loaded} what={what} csv={path} counts={counts}>
      {(trend) => {
        const uncompared = uncomparedOf(week, trend);
        const groups = groupsOf(trend.rows, { week, before }, named);
        const known = groups.every(({ days }) => days !== null);
        const sum = groups.reduce((total, { days }) => total + (days ?? 0), 0);
        return {
          title: titleOf(what, groups, sum),
          under: known
            ? `${count(sum)} ${unit} in the week, the most first.`
            : `${capital(unit)} of the week, the most first. Counts that rest on fewer than 8 patients are hidden, with those they could be told from; the rest are to the nearest 5.`,
          body: groups.length > 0 && (
            <>
              <LyingBars
                label={`${what} in the week, largest first; the table has the numbers`}
                bars={barsOf(groups, known ? sum : null)}
              />
              <FigureTable
                caption={what}
                most={ROWS}
                head={[column, 'Days', 'Patients', 'Week before']}
              >
                {groups.map(({ key, name, days, patients, before: earlier, filter }) => (
                  <tr key={key}>
                    <th scope="row">{name}</th>
                    <td>
                      <Count
                        value={days}
                        of={name}
                        href={`/weekly/stays?${queryOf({ series, ...span, from: week, ...filter })}`}
                      />
                    </td>
                    <td>
                      <Count
                        value={patients}
                        of={`patients, ${name}`}
                        href={`/weekly/stays?${queryOf({ series, ...span, from: week, ...filter })}`}
                      />
                    </td>
                    <td>
                      {uncompared === null ? (
                        <Count
                          value={earlier}
                          of={`${name}, the week before`}
                          href={`/weekly/stays?${queryOf({ series, ...span, to: addDays(week, -1), ...filter })}`}
                        />
                      ) : (
                        'not whole'
                      )}
                    </td>
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

function titleOf(what: string, groups: readonly Group[], sum: number): string {
  const [first] = groups;
  if (first === undefined) return `${what}: none in the week`;
  if (first.days === null || sum === 0) return what;
  return `${what}: ${first.name} comes first, ${percent(first.days / sum)}`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function barsOf(groups: readonly Group[], sum: number | null) {
  const shown = groups.filter(({ days }) => days !== null);
  let soFar = 0;
  const bars = shown.slice(0, BARS).map(({ name, days }) => {
    soFar += days ?? 0;
    return { name, value: days, words: sum === null ? '' : `${percent(soFar / sum)} so far` };
  });
  const rest = shown.slice(BARS);
  if (rest.length === 0) return bars;
  const value = rest.reduce((total, { days }) => total + (days ?? 0), 0);
  return [
    ...bars,
    { name: rest.length === 1 ? '1 other' : `${rest.length} others`, value, words: '' },
  ];
}
