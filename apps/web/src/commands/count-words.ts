import type { Command } from './queue.js';

/** "1 mark", "3 changes", "2 marks and 1 other change": what waits, by its right name. */
export function countWords(waiting: readonly Pick<Command, 'mark'>[]): string {
  const marks = waiting.filter(({ mark }) => mark !== undefined).length;
  const others = waiting.length - marks;
  if (others === 0) return some(marks, 'mark');
  if (marks === 0) return some(others, 'change');
  return `${some(marks, 'mark')} and ${some(others, 'other change')}`;
}

/** The same as the head of a sentence: "1 mark waits", "2 marks and 1 other change wait". */
export function waitWords(waiting: readonly Pick<Command, 'mark'>[]): string {
  return `${countWords(waiting)} ${waiting.length === 1 ? 'waits' : 'wait'}`;
}

function some(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
