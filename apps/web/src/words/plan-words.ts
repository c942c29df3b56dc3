import type { CheckEntry, LocalDate, Row } from '#domain';
import { clockTime, shortDay } from './dates.js';

/** What of a plan is spoken of here. */
export type PlanPart =
  | 'expectedDischargeDate'
  | 'slipReason'
  | 'criteriaForDischarge'
  | 'pathway'
  | 'destination'
  | 'today'
  | 'tomorrow'
  | 'checks';

type Planned = Pick<Row, Exclude<PlanPart, 'slipReason'>>;

export interface PlanNames {
  readonly reason: (list: string, code: string, date: LocalDate) => string;
  readonly checks: readonly CheckEntry[];
}

const HOME: Readonly<Record<string, string>> = {
  definite: 'Definite',
  potential: 'Potential',
  no: 'No',
};
const CHECKED: Readonly<Record<string, string>> = {
  'to-do': 'to do',
  asked: 'asked',
  done: 'done',
  'not-needed': 'not needed',
};

/** Some parts of a plan in sentences, so that two plans can be put side by side. */
export function planWords(
  plan: Planned,
  parts: readonly PlanPart[],
  about: {
    readonly names: PlanNames;
    readonly today: LocalDate;
    readonly checks: readonly string[];
  },
): string[] {
  return parts.flatMap((part) => wordsOf(plan, part, about));
}

function wordsOf(
  plan: Planned,
  part: PlanPart,
  { names, today, checks }: Parameters<typeof planWords>[2],
): string[] {
  const coded = (list: string, code: string | null, none: string) =>
    code === null ? none : names.reason(list, code, today);
  switch (part) {
    case 'slipReason':
      return [];
    case 'expectedDischargeDate':
      return [
        plan.expectedDischargeDate === null
          ? 'No expected date'
          : `Expected ${shortDay(plan.expectedDischargeDate, today)}`,
      ];
    case 'criteriaForDischarge':
      return [criteriaWords(plan.criteriaForDischarge)];
    case 'pathway':
      return [coded('pathways', plan.pathway, 'No pathway')];
    case 'destination':
      return [`To: ${coded('destinations', plan.destination, 'not said')}`];
    case 'today':
      return [`Home today: ${homeWords(plan.today)}`];
    case 'tomorrow':
      return [plan.tomorrow?.firstOut === true ? 'First out tomorrow' : 'Not first out tomorrow'];
    case 'checks':
      return checks.map((code) => checkWords(plan, code, names));
  }
}

function criteriaWords(held: Planned['criteriaForDischarge']): string {
  const said = [held?.physiological, held?.functional].filter((one) => one != null);
  return said.length === 0 ? 'No criteria for discharge' : `Criteria: ${said.join('; ')}`;
}

function homeWords(today: Planned['today']): string {
  if (today === null) return 'not said';
  const at = today.expectedAt === null ? '' : ` ${clockTime(today.expectedAt)}`;
  return `${HOME[today.discharge] ?? today.discharge}${at}`;
}

function checkWords({ checks }: Planned, code: string, names: PlanNames): string {
  const state = checks.find((one) => one.code === code)?.state ?? 'to-do';
  const name = names.checks.find((one) => one.code === code)?.name ?? code.replaceAll('-', ' ');
  return `${name}: ${CHECKED[state] ?? state}`;
}
