import { addDays, compareInstants, londonInstant } from '#domain';
import type { InstantText, LocalDate } from '#domain';
import { clockTime } from '../words/dates.js';
import { timesFrom } from './time-choice.js';

const TOMORROW = ['09:00', '12:00', '15:00', '17:00'] as const;
const EVENING = 17;
const LAST_HOUR = 23;

interface DueChoice {
  readonly at: InstantText;
  readonly words: string;
}

/** Until when something may be asked for: the half hours left of today, then tomorrow. Never what is over. */
export function dueChoices(today: LocalDate, now: InstantText): DueChoice[] {
  const tomorrow = addDays(today, 1);
  const left = timesFrom('00:00', '23:30', '').map((time) => ({
    at: londonInstant(today, time),
    words: time,
  }));
  return [
    ...left.filter(({ at }) => compareInstants(at, now) > 0),
    ...TOMORROW.map((time) => ({
      at: londonInstant(tomorrow, time),
      words: `Tomorrow ${time}`,
    })),
  ];
}

/** Three hours on, at the full hour, while the day's work lasts; late in the evening the next morning. */
export function usualDue(today: LocalDate, now: InstantText): InstantText {
  const hour = Number(clockTime(now).slice(0, 2));
  const due = hour >= EVENING ? hour + 1 : Math.min(EVENING, hour + 3);
  if (due > LAST_HOUR) return londonInstant(addDays(today, 1), TOMORROW[0]);
  return londonInstant(today, `${String(due).padStart(2, '0')}:00`);
}

export function DueOptions({ choices }: { readonly choices: readonly DueChoice[] }) {
  return choices.map(({ at, words }) => (
    <option key={at} value={at}>
      {words}
    </option>
  ));
}
