import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '#domain';
import { jobs, plan, sayOfStay, stayActions } from '#flow';
import type { TestClock } from '#platform';
import type { TestDatabase } from '../harness/database.js';
import { standingHouse, stillClock, type StandingHouse } from '../harness/open-house.js';
import { smallHouse, stayId } from '../harness/small-house.js';

const NOW = '2026-06-10T09:00:00.000Z';
const THEN = '2026-06-10';
const DAY_AFTER = '2026-06-11';

/** Answers of flow that a test needs to have gone well. */
function good<T>(answer: { readonly ok: true; readonly value: T } | { readonly ok: false }): T {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer)}`);
  return answer.value;
}

describe('the jobs of a day that is over', () => {
  let database: TestDatabase;
  let clock: TestClock;
  let standing: StandingHouse;
  let nurse: Person;
  const [first, second] = [stayId('W1', 1), stayId('W1', 2)];

  beforeAll(async () => {
    database = await smallHouse({ now: NOW, wards: [{ code: 'W1', patients: 3 }] });
    clock = stillClock(NOW);
    standing = await standingHouse(database, clock);
    nurse = await standing.person('nurse.W1');
  });
  afterAll(async () => {
    await standing.close();
    await database.drop();
  });

  const id = () => ({ commandId: randomUUID() });
  const jobsOn = async (date?: string) => {
    const { groups, ...rest } = good(await jobs(standing.house, nurse, 'W1', date));
    const told = groups.flatMap(({ role, jobs: some }) =>
      some.map(({ bed, what, state }) => [role, bed, what, state]),
    );
    return { ...rest, told };
  };

  it('are as that day left them: what was ticked later is open, who left later is there', async () => {
    const { house } = standing;
    const opened = good(
      await stayActions.open(
        house,
        nurse,
        first,
        { ...id(), what: 'Ring imaging', owner: 'UHL-IMAGING', dueAt: NOW },
        'opened',
      ),
    );
    const asked = [{ code: 'medicines', state: 'asked' as const }];
    good(await plan(house, nurse, second, { ...id(), ifVersion: 0, checks: asked }, 'asked'));
    const thatDay = [
      ['pharmacist', 'B2', 'Medicines to take home', 'open'],
      ['imaging', 'B1', 'Ring imaging', 'open'],
    ];
    const live = await jobsOn();
    expect(new Set(live.told)).toEqual(new Set(thatDay));

    clock.advance({ hours: 24 });
    const { action } = opened.action;
    good(await stayActions.tick(house, nurse, action, { body: id(), digest: 't', what: 'done' }));
    const said = { do: 'leave', to: 'home' } as const;
    good(
      await sayOfStay(house, nurse, second, {
        said,
        body: { ...id(), ifVersion: 0 },
        digest: 'left',
      }),
    );

    expect((await jobsOn(DAY_AFTER)).told).toEqual([['imaging', 'B1', 'Ring imaging', 'done']]);
    const then = await jobsOn(THEN);
    expect(then).toEqual({
      ward: 'W1',
      date: THEN,
      asOf: '2026-06-10T22:59:59.999Z',
      told: live.told,
    });
  });

  it('are not told of a day that has not come', async () => {
    const answer = await jobs(standing.house, nurse, 'W1', '2026-06-12');
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'at-in-future' } });
  });
});
