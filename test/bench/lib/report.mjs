import { overRounds, rounded } from './numbers.mjs';

/** What is compared, how it is measured, and how much worse (or less) than the reference it may be. */
const COMPARED = [
  { key: 'ackP50Ratio', name: 'one screen, acknowledged p50, ms', of: ({ one }) => one?.ack.p50 },
  {
    key: 'deliverP50Ratio',
    name: 'one screen, on the screen p50, ms',
    of: ({ one }) => one?.deliver.p50,
    most: 1.5,
  },
  {
    key: 'deliverP50Of50Ratio',
    name: '50 screens, p50, ms',
    of: ({ fifty }) => fifty?.deliver.p50,
  },
  {
    key: 'deliverP99Of50Ratio',
    name: '50 screens, p99, ms',
    of: ({ fifty }) => fifty?.deliver.p99,
  },
  {
    key: 'deliverP50Of500Ratio',
    name: '500 screens, p50, ms',
    of: ({ fiveHundred }) => fiveHundred?.deliver.p50,
  },
  {
    key: 'deliverP99Ratio',
    name: 'last of 500 screens, p99, ms',
    of: ({ fiveHundred }) => fiveHundred?.last.p99,
    most: 1.6,
  },
  {
    key: 'writesPerSecRatio',
    name: '16 writers, marks a second',
    of: ({ write }) => write?.writesPerSec,
    least: 0.5,
  },
  {
    key: 'ackP99Ratio',
    name: '16 writers, acknowledged p99, ms',
    of: ({ write }) => write?.ack.p99,
    most: 2,
  },
  {
    key: 'fanoutPerSecRatio',
    name: '500 screens, 4 writers, deliveries a second',
    of: ({ fan }) => fan?.fanoutPerSec,
    least: 0.85,
  },
];

const ALONE = [
  { key: 'adtPerSec', name: 'ADT messages applied a second over MLLP', least: 500 },
  { key: 'adtAckP99Ms', name: 'ADT acknowledged p99 at 50 a second, ms', most: 50 },
  { key: 'rssIdleMb', name: 'memory after standing idle, MB', most: 140 },
  { key: 'kbPerScreen', name: 'memory of an idle screen (of 1,000), kB', most: 35 },
  { key: 'readyMs', name: 'api alone ready on a migrated database, ms', most: 1_000 },
  { key: 'stalledMb', name: '20 stalled screens add, MB', most: 20 },
  { key: 'censusExtraMb', name: 'a census of 100,000 rows adds, MB', most: 256 },
  { key: 'censusSecs', name: 'the same, s' },
  { key: 'censusAgainSecs', name: 'the same once more an hour later, s' },
  { key: 'censusHeldMs', name: 'longest wait of anybody beside it, ms' },
  { key: 'healthyMissed', name: 'changes a healthy screen beside them missed', most: 0 },
];

/** Ratios of the medians over the rounds, and the service's own numbers. */
export function summary(rounds) {
  const measured = (system, of) => overRounds(rounds.map((round) => of(round[system])));
  const compared = COMPARED.flatMap((line) => {
    const service = measured('service', line.of);
    const reference = measured('reference', line.of);
    if (service === null || reference === null) return [];
    return [{ ...line, service, reference, ratio: service.median / reference.median }];
  });
  const alone = ALONE.flatMap((line) => {
    const service = measured('service', (one) => one[line.key]);
    return service === null ? [] : [{ ...line, service }];
  });
  return { compared, alone };
}

export function asJson({ compared, alone }) {
  return Object.fromEntries([
    ...compared.map(({ key, ratio }) => [key, rounded(ratio)]),
    ...alone.map(({ key, service }) => [key, rounded(service.median)]),
  ]);
}

const triple = (range) => [range.min, range.median, range.max].map((one) => String(rounded(one)));

function verdict(value, { most, least }) {
  if (most !== undefined) return `at most ${most}${value <= most ? '' : '  MISSED'}`;
  if (least !== undefined) return `at least ${least}${value >= least ? '' : '  MISSED'}`;
  return '';
}

/** The table for a person: min / median / max of the rounds, and the goal where there is one. */
export function table({ compared, alone }) {
  const rows = [
    ['', 'service', 'reference', 'ratio', 'goal'],
    ...compared.map((line) => [
      line.name,
      triple(line.service).join(' / '),
      triple(line.reference).join(' / '),
      String(rounded(line.ratio)),
      verdict(line.ratio, line),
    ]),
    ...alone.map((line) => [
      line.name,
      triple(line.service).join(' / '),
      '',
      '',
      verdict(line.service.median, line),
    ]),
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
