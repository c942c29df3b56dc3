import type { RoundHelp } from '#contracts';
import type { LocalDate, Person, ReasonEntry, Result, Round, WardEntry } from '#domain';
import {
  MOST_USED_DAYS,
  accept,
  addDays,
  audienceOf,
  checksOf,
  heldOn,
  inPlace,
  londonDate,
  mostUsed,
  refuse,
  shows,
} from '#domain';
import { actorOf } from '#persistence';
import { recordOpened } from '../4-escalation/escalations.js';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';
import { openWard } from './board.js';

/** What a round needs beside the board: `GET /wards/{ward}/round-help`. */
export async function roundHelp(
  house: House,
  person: Person,
  code: string,
): Promise<Result<RoundHelp>> {
  const opened = await openWard(house, person, code);
  if (!opened.ok) return opened;
  const ward = opened.value;
  if (!seesWard(person, ward)) return refuse('not-allowed');
  const date = londonDate(nowText(house));
  const rounds = await roundsOn(house, person, ward, date);
  const book = await house.books.any();
  const codes = await constraintsOf(house, person, ward, { date, rounds });
  await recordOpened(house, person, 'rounds', code, ward.organisation);
  const reasons = new Map((await reasonsOn(house, date)).map((reason) => [reason.code, reason]));
  return accept({
    ward: code,
    date,
    constraints: codes.flatMap((one) => reasons.get(one) ?? []),
    checks: checksOf(book, book.wards.get(code)),
    roles: inPlace(book.roles),
    rounds,
  });
}

/** A round names every patient of the ward: it is for those who see all of them. */
export function seesWard(person: Person, { organisation, code }: WardEntry): boolean {
  return shows(audienceOf(person), { organisation, ward: code });
}

/** The rounds of a ward on a date, the first begun first. */
export async function roundsOn(
  house: House,
  person: Person,
  { organisation, code }: WardEntry,
  date: LocalDate,
): Promise<Round[]> {
  const rows = await house.persistence.as(actorOf(person)).query<{ body: Round }>(
    `SELECT body FROM round WHERE organisation = $1 AND ward = $2 AND date = $3
       ORDER BY body ->> 'startedAt', round`,
    [organisation, code, date],
  );
  return rows.map(({ body }) => body);
}

/**
 * The ward's most used reasons for red: those of the day's first round, so that none changes its place
 * all day, and before it those of the closed days.
 */
export async function constraintsOf(
  house: House,
  person: Person,
  { organisation, code }: WardEntry,
  { date, rounds }: { readonly date: LocalDate; readonly rounds: readonly Round[] },
): Promise<readonly string[]> {
  const [first] = rounds;
  if (first !== undefined) return first.constraints;
  const rows = await house.persistence.as(actorOf(person)).query<{ code: string; days: number }>(
    `SELECT "constraint" AS code, count(*)::int AS days FROM bed_day
       WHERE organisation = $1 AND ward = $2 AND date BETWEEN $3 AND $4 AND superseded_at IS NULL
         AND colour = 'red' AND "constraint" IS NOT NULL GROUP BY 1`,
    [organisation, code, addDays(date, -MOST_USED_DAYS), addDays(date, -1)],
  );
  const days = new Map(rows.map((row) => [row.code, row.days]));
  return mostUsed(days, await reasonsOn(house, date));
}

async function reasonsOn(house: House, date: LocalDate): Promise<readonly ReasonEntry[]> {
  const book = await house.books.any();
  return heldOn(book.reasonLists.get('red-constraints'), date)?.reasons ?? [];
}
