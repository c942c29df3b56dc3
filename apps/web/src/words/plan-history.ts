import type { HistoryEntry } from '#contracts';
import { londonDate } from '#domain';
import { clockTime, shortDay } from './dates.js';
import type { HistoryNames } from './history-names.js';

const LEAVING: Readonly<Record<string, string>> = {
  definite: 'goes home',
  potential: 'may go home',
  no: 'does not go home',
};
const CHECKED: Readonly<Record<string, string>> = {
  asked: 'asked',
  done: 'done',
  'not-needed': 'not needed',
};

/** A fact of a plan or of an action as a sentence; null for a fact of another kind. */
export function planSentence(entry: HistoryEntry, names: HistoryNames): string | null {
  const { body } = entry;
  const owner = () => names.owner(textOf(body['owner']) ?? '');
  switch (entry.type) {
    case 'plan-changed':
      return `Plan: ${planParts(entry, names).join('; ') || 'criteria for discharge'}`;
    case 'action-opened':
      return `${owner()} asked to act by ${timeOf(body['dueAt'], entry)}`;
    case 'action-updated':
      return `Action: how far it is${next(entry)}`;
    case 'action-answered':
      return body['offerAt'] === undefined
        ? 'Action: asked back'
        : `Action: offered for ${timeOf(body['offerAt'], entry)}`;
    case 'action-reassigned':
      return `Action handed to ${owner()}`;
    case 'action-done':
      return 'Action done';
    case 'action-reopened':
      return 'Action open again: ticked in error';
    case 'action-withdrawn':
      return 'Action taken back: entered in error';
    default:
      return null;
  }
}

function planParts(entry: HistoryEntry, names: HistoryNames): string[] {
  const { body } = entry;
  const date = londonDate(entry.at);
  const parts: string[] = [];
  if ('expectedDischargeDate' in body) {
    const expected = textOf(body['expectedDischargeDate']);
    parts.push(expected === null ? 'no expected date' : `expected ${shortDay(expected, date)}`);
  }
  for (const [field, list] of [
    ['pathway', 'pathways'],
    ['destination', 'destinations'],
  ] as const)
    if (field in body) {
      const code = textOf(body[field]);
      parts.push(code === null ? `no ${field}` : names.reason(list, code, date));
    }
  for (const day of ['today', 'tomorrow'] as const) {
    const said = body[day] as Readonly<Record<string, unknown>> | undefined;
    if (said === undefined) continue;
    const at = textOf(said['expectedAt']);
    const first = said['firstOut'] === true ? ', first out' : '';
    const word = LEAVING[textOf(said['discharge']) ?? ''] ?? '';
    parts.push(`${word} ${day}${at === null ? '' : ` at ${clockTime(at)}`}${first}`);
  }
  for (const { code, state } of (body['checks'] ?? []) as { code: string; state: string }[])
    parts.push(`${code.replaceAll('-', ' ')} ${CHECKED[state] ?? state}`);
  return parts;
}

function next(entry: HistoryEntry): string {
  const at = entry.body['nextAt'];
  return at === undefined ? '' : `, looked at again ${timeOf(at, entry)}`;
}

/** The time, and its day when that is not the day on which it was said. */
function timeOf(value: unknown, entry: HistoryEntry): string {
  const at = textOf(value);
  if (at === null) return 'a time';
  const [on, said] = [londonDate(at), londonDate(entry.at)];
  return on === said ? clockTime(at) : `${clockTime(at)} on ${shortDay(on, said)}`;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
