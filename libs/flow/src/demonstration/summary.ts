import type { Act } from '#domain';

/** What a demonstration holds, counted while its acts pass by. */
export interface DemonstrationCounts {
  acts: number;
  facts: number;
  wards: number;
  stays: number;
  occupied: number;
  marks: number;
  finals: number;
  delays: number;
  plans: number;
  actions: number;
  rounds: number;
  notes: number;
  closedDays: number;
  bedDays: number;
}

export function noCounts(): DemonstrationCounts {
  return {
    acts: 0,
    facts: 0,
    wards: 0,
    stays: 0,
    occupied: 0,
    marks: 0,
    finals: 0,
    delays: 0,
    plans: 0,
    actions: 0,
    rounds: 0,
    notes: 0,
    closedDays: 0,
    bedDays: 0,
  };
}

/** Passes the acts on and counts them into `counts` as they go. */
export function* counting(acts: Iterable<Act>, counts: DemonstrationCounts): Generator<Act> {
  for (const act of acts) {
    count(act, counts);
    yield act;
  }
}

function count(act: Act, counts: DemonstrationCounts): void {
  counts.acts += 1;
  counts.notes += act.notes?.length ?? 0;
  for (const { fact } of act.facts) {
    counts.facts += 1;
    switch (fact.type) {
      case 'reference-set':
        if (fact.body.kind === 'ward') counts.wards += 1;
        break;
      case 'stay-admitted':
        counts.stays += 1;
        counts.occupied += 1;
        break;
      case 'stay-left':
        counts.occupied -= 1;
        break;
      case 'day-marked':
        counts.marks += 1;
        if (fact.body.kind === 'final') counts.finals += 1;
        break;
      case 'delay-opened':
        counts.delays += 1;
        break;
      case 'plan-changed':
        counts.plans += 1;
        break;
      case 'action-opened':
        counts.actions += 1;
        break;
      case 'round-started':
        counts.rounds += 1;
        break;
      case 'day-closed':
        counts.closedDays += 1;
        counts.bedDays += fact.body.rows;
        break;
      default:
        break;
    }
  }
}

/** One line for the person who started it. */
export function sayCounts(counts: DemonstrationCounts): string {
  const n = (value: number) => value.toLocaleString('en-GB');
  return [
    `${n(counts.wards)} wards`,
    `${n(counts.occupied)} occupied beds`,
    `${n(counts.stays)} stays`,
    `${n(counts.bedDays)} closed bed days`,
    `${n(counts.marks)} marks`,
    `${n(counts.delays)} delays`,
    `${n(counts.actions)} actions`,
    `${n(counts.facts)} facts`,
  ].join(', ');
}
