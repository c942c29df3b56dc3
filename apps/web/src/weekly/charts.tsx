import { heights, useFrame, wholeNumber } from './frame.js';
import type { Frame } from './frame.js';

/** Bars drawn from numbers, told apart by pattern and label; the table beside each holds the same numbers. */

export interface Series {
  readonly key: string;
  readonly name: string;
  readonly pattern: string;
}

export interface Column {
  readonly label: string;
  /** Not all days of it are counted: drawn paler, and said so. */
  readonly part?: boolean;
  /** In the order of the series; null is hidden and not drawn. */
  readonly values: readonly (number | null)[];
}

const LEFT = 56;
const KEY_STEP = 24;
const LABEL_GAP = 20;
/** Labels of every third column have room; the last is always named. */
const LABEL_EVERY = 3;

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
  const frame = useFrame();
  const { width, right, ground } = frame;
  const sums = columns.map(({ values }) =>
    values.reduce<number>((sum, one) => sum + (one ?? 0), 0),
  );
  const top = share ? 1 : niceTop(Math.max(1, ...sums));
  const step = (width - LEFT - right) / columns.length;
  const y = (value: number) => ground - (value / top) * (ground - frame.top);
  const ticks = share ? [0, 0.5, 1] : [0, 1, 2, 3, 4].map((n) => (top / 4) * n);
  return (
    <div className="app-chart" tabIndex={0} role="group" aria-label={`Chart: ${props.label}`}>
      <svg viewBox={`0 0 ${width} ${frame.height}`} role="img" aria-label={props.label}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={LEFT - 4} x2={width - right} y1={y(tick)} y2={y(tick)} className="bar-grid" />
            <text x={LEFT - 10} y={y(tick) + 5} textAnchor="end">
              {share ? `${tick * 100}%` : wholeNumber(tick)}
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
            frame={frame}
          />
        ))}
        <EndLabels
          series={series}
          values={columns.at(-1)?.values ?? []}
          y={y}
          scale={share ? 1 / Math.max(1, sums.at(-1) ?? 1) : 1}
          share={share}
          frame={frame}
        />
      </svg>
    </div>
  );
}

interface Drawn {
  readonly series: readonly Series[];
  readonly y: (value: number) => number;
  readonly scale: number;
  readonly frame: Frame;
}

function Stack({
  column,
  named,
  series,
  x,
  width,
  y,
  scale,
  frame,
}: Drawn & {
  readonly column: Column;
  readonly named: boolean;
  readonly x: number;
  readonly width: number;
}) {
  const tops = heights(column.values, scale);
  const part = column.part === true && (tops.at(-1)?.to ?? 0) > 0;
  return (
    <g className={part ? 'bar-part' : undefined}>
      {part && (
        <text x={x + width / 2} y={y(tops.at(-1)?.to ?? 0) - 6} textAnchor="middle">
          part
        </text>
      )}
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
        <text x={x + width / 2} y={frame.height - 8} textAnchor="middle">
          {column.label}
        </text>
      )}
    </g>
  );
}

/** Names and numbers of the last column: beside it and apart where bars are low, or above the chart with a sample. */
function EndLabels({
  series,
  values,
  y,
  scale,
  share,
  frame,
}: Drawn & { readonly values: readonly (number | null)[]; readonly share: boolean }) {
  const tops = heights(values, scale);
  const lines = labelLines(
    tops.map(({ from, to }) => y((from + to) / 2) + 5),
    frame.height,
  );
  const wordsOf = (value: number | null) => {
    if (value === null) return 'hidden';
    return share ? `${wholeNumber(value * scale * 100)}%` : wholeNumber(value);
  };
  return (
    <g>
      {series.map(({ key, name, pattern }, n) => (
        <g key={key}>
          {frame.isNarrow && (
            <rect
              x={2}
              y={n * KEY_STEP + 4}
              width={24}
              height={16}
              className={`bar bar--${pattern}`}
            />
          )}
          <text
            x={frame.isNarrow ? 34 : frame.width - frame.right + 8}
            y={frame.isNarrow ? n * KEY_STEP + 18 : lines[n]}
          >
            <tspan fontWeight="700">{name}</tspan> {wordsOf(values[n] ?? null)}
            {frame.isNarrow && ' in the last week'}
          </text>
        </g>
      ))}
    </g>
  );
}

/** Each label beside its part, or higher where the one below needs the room. */
function labelLines(middles: readonly number[], height: number): number[] {
  let above = height;
  return middles.map((middle) => (above = Math.min(middle, above - LABEL_GAP)));
}

/** The next of 1, 2, 4 or 8 times a power of ten: quarters of it are whole from four on. */
function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const times = [1, 2, 4, 6, 8, 10].find((one) => one * power >= value) ?? 10;
  return Math.max(4, times * power);
}
