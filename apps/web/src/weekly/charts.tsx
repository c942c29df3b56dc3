/** Bars drawn from numbers, told apart by pattern and label; the table beside each holds the same numbers. */

export interface Series {
  readonly key: string;
  readonly name: string;
  readonly pattern: string;
}

export interface Column {
  readonly label: string;
  /** In the order of the series; null is hidden and not drawn. */
  readonly values: readonly (number | null)[];
}

const WIDTH = 640;
const HEIGHT = 280;
const LEFT = 56;
const RIGHT = 152;
const TOP = 24;
const FOOT = 30;
const GROUND = HEIGHT - FOOT;
const LABEL_GAP = 20;
/** Labels of every third column have room; the last is always named. */
const LABEL_EVERY = 3;

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** The patterns of all charts, once a page: partners by pattern, days as everywhere. */
export function Patterns() {
  return (
    <svg className="app-patterns" aria-hidden="true" width="0" height="0">
      <defs>
        <pattern id="bar-nhs" width="8" height="8" patternUnits="userSpaceOnUse">
          <rect width="8" height="8" className="bar-blue" />
        </pattern>
        <pattern
          id="bar-la"
          width="8"
          height="8"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="8" height="8" className="bar-paper" />
          <rect width="3.4" height="8" className="bar-ink" />
        </pattern>
        <pattern id="bar-joint" width="8" height="8" patternUnits="userSpaceOnUse">
          <rect width="8" height="8" className="bar-paper" />
          <circle cx="4" cy="4" r="1.7" className="bar-ink-2" />
        </pattern>
        <pattern id="bar-red" width="8" height="8" patternUnits="userSpaceOnUse">
          <rect width="8" height="8" className="bar-red" />
        </pattern>
        <pattern
          id="bar-green"
          width="7"
          height="7"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="7" height="7" className="bar-green" />
          <rect width="1.6" height="7" className="bar-paper" />
        </pattern>
      </defs>
    </svg>
  );
}

/** A stack for each week, the first series at the foot; labelled at the right, no legend. */
export function StackedBars(props: {
  readonly label: string;
  readonly series: readonly Series[];
  readonly columns: readonly Column[];
  /** Draws each column as shares of its sum. */
  readonly share?: boolean;
}) {
  const { series, columns, share = false } = props;
  const sums = columns.map(({ values }) =>
    values.reduce<number>((sum, one) => sum + (one ?? 0), 0),
  );
  const top = share ? 1 : niceTop(Math.max(1, ...sums));
  const step = (WIDTH - LEFT - RIGHT) / columns.length;
  const y = (value: number) => GROUND - (value / top) * (GROUND - TOP);
  const ticks = share ? [0, 0.5, 1] : [0, 1, 2, 3, 4].map((n) => (top / 4) * n);
  return (
    <div className="app-chart" tabIndex={0} role="group" aria-label={`Chart: ${props.label}`}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={props.label}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={LEFT - 4} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} className="bar-grid" />
            <text x={LEFT - 10} y={y(tick) + 5} textAnchor="end">
              {share ? `${tick * 100}%` : whole.format(tick)}
            </text>
          </g>
        ))}
        {columns.map((column, index) => (
          <Stack
            key={column.label}
            column={column}
            named={(columns.length - 1 - index) % LABEL_EVERY === 0}
            series={series}
            x={LEFT + step * index + step * 0.12}
            width={step * 0.76}
            y={y}
            scale={share ? 1 / Math.max(1, sums[index] ?? 1) : 1}
          />
        ))}
        <EndLabels
          series={series}
          values={columns.at(-1)?.values ?? []}
          y={y}
          scale={share ? 1 / Math.max(1, sums.at(-1) ?? 1) : 1}
          share={share}
        />
      </svg>
    </div>
  );
}

interface Drawn {
  readonly series: readonly Series[];
  readonly y: (value: number) => number;
  readonly scale: number;
}

function Stack({
  column,
  named,
  series,
  x,
  width,
  y,
  scale,
}: Drawn & {
  readonly column: Column;
  readonly named: boolean;
  readonly x: number;
  readonly width: number;
}) {
  const tops = heights(column.values, scale);
  return (
    <g>
      {series.map(({ key, pattern }, n) => {
        const from = tops[n]?.from ?? 0;
        const to = tops[n]?.to ?? 0;
        if (to <= from) return null;
        return (
          <rect
            key={key}
            x={x}
            y={y(to)}
            width={width}
            height={y(from) - y(to)}
            className={`bar bar--${pattern}`}
          />
        );
      })}
      {named && (
        <text x={x + width / 2} y={HEIGHT - 8} textAnchor="middle">
          {column.label}
        </text>
      )}
    </g>
  );
}

/** Names and numbers of the last column, kept apart where bars are low. */
function EndLabels({
  series,
  values,
  y,
  scale,
  share,
}: Drawn & { readonly values: readonly (number | null)[]; readonly share: boolean }) {
  const tops = heights(values, scale);
  const lines = labelLines(tops.map(({ from, to }) => y((from + to) / 2) + 5));
  return (
    <g>
      {series.map(({ key, name }, n) => {
        const value = values[n] ?? null;
        const words =
          value === null
            ? 'hidden'
            : share
              ? `${whole.format(value * scale * 100)}%`
              : whole.format(value);
        return (
          <text key={key} x={WIDTH - RIGHT + 8} y={lines[n] ?? TOP}>
            <tspan fontWeight="700">{name}</tspan> {words}
          </text>
        );
      })}
    </g>
  );
}

/** Each label beside its part, or higher where the one below needs the room. */
function labelLines(middles: readonly number[]): number[] {
  let above = HEIGHT;
  return middles.map((middle) => (above = Math.min(middle, above - LABEL_GAP)));
}

function heights(values: readonly (number | null)[], scale: number) {
  let at = 0;
  return values.map((value) => {
    const from = at;
    at += (value ?? 0) * scale;
    return { from, to: at };
  });
}

/** The next of 1, 2, 4 or 8 times a power of ten: quarters of it are whole from four on. */
function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const times = [1, 2, 4, 6, 8, 10].find((one) => one * power >= value) ?? 10;
  return Math.max(4, times * power);
}

export interface Bar {
  readonly name: string;
  readonly value: number | null;
  readonly words: string;
}

const BAR_STEP = 30;
const NAME_WIDTH = 264;
const BARS_WIDTH = 640;
const WORDS_WIDTH = 144;
const NAME_LENGTH_MAX = 32;

/** Bars that lie, the longest first. */
export function LyingBars({
  label,
  bars,
}: {
  readonly label: string;
  readonly bars: readonly Bar[];
}) {
  const most = Math.max(1, ...bars.map(({ value }) => value ?? 0));
  const room = BARS_WIDTH - NAME_WIDTH - WORDS_WIDTH;
  return (
    <div className="app-chart" tabIndex={0} role="group" aria-label={`Chart: ${label}`}>
      <svg
        viewBox={`0 0 ${BARS_WIDTH} ${bars.length * BAR_STEP + 4}`}
        role="img"
        aria-label={label}
      >
        {bars.map(({ name, value, words }, n) => {
          const width = ((value ?? 0) / most) * room;
          return (
            <g key={name}>
              <text x={NAME_WIDTH - 8} y={n * BAR_STEP + 20} textAnchor="end">
                {name.length > NAME_LENGTH_MAX ? `${name.slice(0, NAME_LENGTH_MAX - 1)}…` : name}
              </text>
              <rect
                x={NAME_WIDTH}
                y={n * BAR_STEP + 5}
                width={width}
                height={20}
                className="bar bar--navy"
              />
              <text x={NAME_WIDTH + width + 8} y={n * BAR_STEP + 20}>
                <tspan fontWeight="700">{value === null ? 'hidden' : whole.format(value)}</tspan>{' '}
                {words}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}
