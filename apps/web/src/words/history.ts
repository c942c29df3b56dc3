import type { HistoryEntry } from '#contracts';
import type { LocalDate } from '#domain';
import { londonDate } from '#domain';
import { clockTime, shortDay } from './dates.js';
import type { HistoryNames } from './history-names.js';
import { planSentence } from './plan-history.js';

const PLACES: Readonly<Record<string, string>> = {
  home: 'home',
  ward: 'to another ward',
  hospital: 'to another hospital',
  'care-home': 'to a care home',
  died: 'died',
  'not-known': 'where to is not known',
};

const ATTRIBUTIONS: Readonly<Record<string, string>> = {
  nhs: 'NHS',
  la: 'social care',
  joint: 'NHS and social care jointly',
};

/** To whom a delay is put down, in words. */
export function attributionWords(attribution: string): string {
  return ATTRIBUTIONS[attribution] ?? attribution;
}

/** Why a mark was taken back by who made it a moment before; kept with the fact. */
export const UNDONE = 'Undone within ten seconds';

/** The words that were kept with a fact, where its sentence does not say them already. */
export function factNote({ note }: HistoryEntry): string | null {
  return note === undefined || note === UNDONE ? null : note;
}

/** One fact as a sentence; a fact of a kind that this screen does not know is named by its kind. */
export function factSentence(entry: HistoryEntry, names: HistoryNames): string {
  const { body } = entry;
  const text = (field: string): string | null => {
    const value = body[field];
    return typeof value === 'string' ? value : null;
  };
  switch (entry.type) {
    case 'stay-admitted':
      return `Admitted to ${place(text('ward'), text('bed'), names)}`;
    case 'stay-moved':
      return `Moved to ${place(text('ward'), text('bed'), names)}`;
    case 'stay-seen':
      return `Seen in ${place(text('ward'), text('bed'), names)}`;
    case 'stay-unseen':
      return 'Seen there: taken back with the file that said so';
    case 'stay-left':
      return `Left: ${PLACES[text('to') ?? ''] ?? 'where to is not known'}`;
    case 'stay-away':
      return 'Went on leave';
    case 'stay-back':
      return 'Came back from leave';
    case 'stay-resumed':
      return 'Still here';
    case 'stay-updated':
      return `Particulars updated${updatedWords(body)}`;
    case 'patient-identified':
      return 'Identity recorded';
    case 'patient-erased':
      return 'Identity erased';
    case 'day-marked':
      return markedWords(entry, text, names);
    case 'day-mark-withdrawn':
      return withdrawnWords(entry, text);
    case 'delay-opened':
      return `Delay began: ${names.reason(text('list') ?? '', text('reason') ?? '', dateOf(entry))}, put down to ${attributionWords(text('attribution') ?? '')}${ownerWords(text('owner'), names)}`;
    case 'delay-ended':
      return 'Delay ended';
    case 'delay-withdrawn':
      return 'Delay taken back: entered in error';
    default:
      return planSentence(entry, names) ?? capital(entry.type.replaceAll('-', ' '));
  }
}

/** Of files that found the patient in one place, one after the other, the last says it for all of them. */
export function seenOnce(facts: readonly HistoryEntry[]): HistoryEntry[] {
  const place = ({ type, body }: HistoryEntry) =>
    type === 'stay-seen' ? JSON.stringify([body['ward'], body['bed']]) : null;
  return facts.filter((entry, n) => {
    const next = facts[n + 1];
    return place(entry) === null || next === undefined || place(next) !== place(entry);
  });
}

type Text = (field: string) => string | null;

function markedWords(entry: HistoryEntry, text: Text, names: HistoryNames): string {
  const date = text('date') ?? dateOf(entry);
  const constraint = text('constraint');
  const value = text('value');
  const why =
    (constraint === null
      ? ''
      : `, waits for ${names.reason('red-constraints', constraint, date)}`) +
    (value === null ? '' : `, gave ${names.reason('green-values', value, date)}`) +
    (text('action') === null ? '' : ', by an action that was done');
  const late = entry.body['late'] === undefined ? '' : ' (late)';
  return `${dayWords(date, entry)} marked ${text('colour') ?? ''}, ${text('kind') ?? ''}${why}${ownerWords(text('owner'), names)}${late}`;
}

function withdrawnWords(entry: HistoryEntry, text: Text): string {
  const mark = `${capital(text('kind') ?? '')} mark`;
  const date = text('date');
  const of = date === null || date === dateOf(entry) ? '' : ` of ${shortDay(date, dateOf(entry))}`;
  return `${mark}${of} ${entry.note === UNDONE ? 'undone' : 'taken back: entered in error'}`;
}

function dateOf(entry: HistoryEntry): LocalDate {
  return londonDate(entry.at);
}

function dayWords(date: string | null, entry: HistoryEntry): string {
  if (date === null) return 'a day';
  return date === dateOf(entry) ? 'The day' : shortDay(date, dateOf(entry));
}

function ownerWords(owner: string | null, names: HistoryNames): string {
  return owner === null ? '' : `; ${names.owner(owner)} must act`;
}

function place(ward: string | null, bed: string | null, names: HistoryNames): string {
  const where = ward === null ? 'a ward' : names.ward(ward);
  return bed === null ? where : `${where}, bed ${bed}`;
}

const FIELDS: Readonly<Record<string, string>> = {
  careType: 'care type',
  specialty: 'specialty',
  consultant: 'consultant',
  responsibleAuthority: 'council of residence',
  expectedDischargeDate: 'expected date of discharge',
  criteriaToReside: 'criteria to reside',
};

function updatedWords(body: HistoryEntry['body']): string {
  const fields = Object.keys(body).map((field) => FIELDS[field] ?? field);
  return fields.length === 0 ? '' : `: ${fields.join(', ')}`;
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('en-GB') + text.slice(1);
}

/** When a fact happened, and when it was told if that was clearly later. */
export function factTimes(entry: HistoryEntry): {
  readonly at: string;
  readonly told: string | null;
} {
  const at = `${shortDay(dateOf(entry), '')} ${clockTime(entry.at)}`;
  const lateMinutes = (Date.parse(entry.recordedAt) - Date.parse(entry.at)) / 60_000;
  if (lateMinutes < 5) return { at, told: null };
  return {
    at,
    told: `${shortDay(londonDate(entry.recordedAt), '')} ${clockTime(entry.recordedAt)}`,
  };
}
