import type { Sent } from './kept-for.js';

/** Prints how often each event was answered AA, AE and AR, and why not AA. No value of any message is in it. */
export function tellAnswers(title: string, sent: readonly Sent[]): void {
  const lines = [...new Set(sent.map(({ plain }) => plain.event))].sort().map((event) => {
    const own = sent.filter(({ plain }) => plain.event === event);
    return [event, ...countsOf(own), reasonsOf(own)];
  });
  const all = [['event', 'AA', 'AE', 'AR', 'reasons'], ...lines, ['all', ...countsOf(sent), '']];
  const table = [
    title,
    ...all.map(([event = '', aa = '', ae = '', ar = '', why = '']) =>
      `${event.padEnd(12)}${aa.padStart(6)}${ae.padStart(6)}${ar.padStart(6)}  ${why}`.trimEnd(),
    ),
  ].join('\n');
  process.stdout.write(`\n${table}\n\n`);
}

function countsOf(sent: readonly Sent[]): string[] {
  return ['AA', 'AE', 'AR'].map((code) => String(sent.filter((one) => one.code === code).length));
}

function reasonsOf(sent: readonly Sent[]): string {
  const counts = new Map<string, number>();
  for (const { reason } of sent)
    if (reason !== '') counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .sort()
    .map(([reason, times]) => `${reason} ${times}`)
    .join(', ');
}
