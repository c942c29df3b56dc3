import type { Series } from './charts.js';
import { heights, useFrame, wholeNumber } from './frame.js';

export interface Bar {
  readonly name: string;
  readonly value: number | null;
  readonly words: string;
}

const WORDS_WIDTH = 144;
const NAME_LENGTH_MAX = 30;

/** Names stand before the bars, or over them where a line is short. */
const WIDE = { names: 280, step: 30, over: 0 };
const NARROW = { names: 0, step: 52, over: 22 };

function useBars() {
  const { isNarrow, width } = useFrame();
  const bars = isNarrow ? NARROW : WIDE;
  const name = isNarrow
    ? ({ x: 0, textAnchor: 'start' } as const)
    : ({ x: bars.names - 8, textAnchor: 'end' } as const);
  return { ...bars, width, name };
}

/** Bars that lie, the longest first. */
export function LyingBars({
  label,
  bars,
}: {
  readonly label: string;
  readonly bars: readonly Bar[];
}) {
  const { names, step, over, width: whole, name: nameAt } = useBars();
  const most = Math.max(1, ...bars.map(({ value }) => value ?? 0));
  const room = whole - names - WORDS_WIDTH;
  return (
    <div className="app-chart" tabIndex={0} role="group" aria-label={`Chart: ${label}`}>
      <svg viewBox={`0 0 ${whole} ${bars.length * step + 4}`} role="img" aria-label={label}>
        {bars.map(({ name, value, words }, n) => {
          const width = ((value ?? 0) / most) * room;
          return (
            <g key={name} transform={`translate(0 ${n * step})`}>
              <text {...nameAt} y={20}>
                {shortened(name)}
              </text>
              <rect x={names} y={over + 5} width={width} height={20} className="bar bar--navy" />
              <text x={names + width + 8} y={over + 20}>
                <tspan fontWeight="700">{value === null ? 'hidden' : wholeNumber(value)}</tspan>{' '}
                {words}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}

export interface ShareBar {
  readonly name: string;
  /** In the order of the series; null is hidden and not drawn. */
  readonly values: readonly (number | null)[];
}

const KEY_HEIGHT = 30;

/** Bars that lie, each as shares of its own sum; the series are named once, over the bars. */
export function ShareBars(props: {
  readonly label: string;
  readonly series: readonly Series[];
  readonly bars: readonly ShareBar[];
}) {
  const { label, series, bars } = props;
  const { names, step, over, width, name: nameAt } = useBars();
  const room = width - names - 2;
  return (
    <div className="app-chart" tabIndex={0} role="group" aria-label={`Chart: ${label}`}>
      <svg
        viewBox={`0 0 ${width} ${bars.length * step + KEY_HEIGHT + 4}`}
        role="img"
        aria-label={label}
      >
        {series.map(({ key, name, pattern }, n) => (
          <g key={key}>
            <rect
              x={names + 1 + (n * room) / series.length}
              y={5}
              width={20}
              height={16}
              className={`bar bar--${pattern}`}
            />
            <text x={names + 27 + (n * room) / series.length} y={19}>
              {name}
            </text>
          </g>
        ))}
        {bars.map((bar, n) => (
          <g key={bar.name} transform={`translate(0 ${n * step + KEY_HEIGHT})`}>
            <text {...nameAt} y={20}>
              {shortened(bar.name)}
            </text>
            <g transform={`translate(${names} ${over})`}>
              <Shares bar={bar} series={series} room={room} />
            </g>
          </g>
        ))}
      </svg>
    </div>
  );
}

function Shares(props: {
  readonly bar: ShareBar;
  readonly series: readonly Series[];
  readonly room: number;
}) {
  const { values } = props.bar;
  const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0);
  if (values.every((value) => value === null)) return <text y={20}>hidden</text>;
  return heights(values, props.room / Math.max(1, sum)).map(({ from, to }, n) => (
    <rect
      key={props.series[n]?.key}
      x={from}
      y={5}
      width={Math.max(0, to - from)}
      height={20}
      className={`bar bar--${props.series[n]?.pattern ?? ''}`}
    />
  ));
}

function shortened(name: string): string {
  return name.length > NAME_LENGTH_MAX ? `${name.slice(0, NAME_LENGTH_MAX - 1)}…` : name;
}
