import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Board, PlanAnswer, WardListed } from '#contracts';
import type { Row } from '#domain';
import { erasePatient } from '#flow';
import { checkRebuild, verifyLedger } from '#persistence';
import { startSmallApi } from '../harness/api.js';
import { eventually } from '../harness/eventually.js';
import type { HttpClient } from '../harness/http-client.js';
import { behindTheBack } from '../harness/open-house.js';
import { COUNTY, stayId } from '../harness/small-house.js';

const NOW = '2026-06-10T09:00:00.000Z';
const TODAY = '2026-06-10';
const CRITERIA = { physiological: 'Saturation above 92 on air', functional: 'Walks to the toilet' };

interface Refused {
  readonly code: string;
  readonly details: { readonly current: PlanAnswer['plan'] };
}

describe('the plan of a patient', () => {
  let api: Awaited<ReturnType<typeof startSmallApi>>;
  let nurse: HttpClient;

  beforeAll(async () => {
    const authority = () => COUNTY;
    const wards = [
      { code: 'W1', patients: 9, authority },
      { code: 'W2', patients: 1 },
    ];
    api = await startSmallApi({ now: NOW, wards });
    nurse = await api.as('nurse.W1');
  });
  afterAll(() => api.close());

  const plan = <T = PlanAnswer>(stay: string, own: object, as = nurse) =>
    as.put<T>(`/api/stays/${stay}/plan`, { commandId: randomUUID(), ifVersion: 0, ...own });
  const row = async (stay: string, as = nurse): Promise<Row | undefined> =>
    (await as.get<Board>('/api/wards/W1/board')).body.rows.find((one) => one.stay === stay);

  it('is told on the board with everything that was said of it', async () => {
    const stay = stayId('W1', 1);
    const empty = await row(stay);
    expect(empty).toMatchObject({
      planVersion: 0,
      criteriaForDischarge: null,
      today: null,
      prompts: ['no-expected-date', 'no-criteria-for-discharge'],
    });
    const answer = await plan(stay, {
      expectedDischargeDate: '2026-06-12',
      criteriaForDischarge: CRITERIA,
      pathway: 'P1',
      destination: 'home',
      today: { discharge: 'no' },
      tomorrow: { discharge: 'potential', firstOut: true },
      checks: [
        { code: 'medicines', state: 'asked' },
        { code: 'transport', state: 'not-needed' },
      ],
    });
    expect([answer.status, answer.body.plan.version]).toEqual([200, 1]);
    expect(answer.body.plan.criteriaForDischarge).toEqual(CRITERIA);
    expect(await row(stay)).toMatchObject({
      planVersion: 1,
      expectedDischargeDate: '2026-06-12',
      criteriaForDischarge: CRITERIA,
      pathway: 'P1',
      destination: 'home',
      today: { date: TODAY, discharge: 'no', carriedOver: false },
      tomorrow: { date: '2026-06-11', discharge: 'potential', firstOut: true },
      checks: [
        { code: 'medicines', state: 'asked', by: 'nurse.W1' },
        { code: 'transport', state: 'not-needed' },
      ],
      prompts: [],
    });
  });

  it('keeps what a command leaves out, and takes back what it says is nothing', async () => {
    const stay = stayId('W1', 2);
    await plan(stay, { pathway: 'P2', checks: [{ code: 'letter', state: 'asked' }] });
    await plan(stay, {
      ifVersion: 1,
      pathway: null,
      expectedDischargeDate: '2026-06-20',
      slipReason: 'Waits for a scan',
      checks: [{ code: 'letter', state: 'done' }],
    });
    expect(await row(stay)).toMatchObject({
      planVersion: 2,
      pathway: null,
      expectedDischargeDate: '2026-06-20',
      checks: [{ code: 'letter', state: 'done' }],
    });
  });

  it('lets one of fifty racing writers win and shows the others the plan that stands', async () => {
    const stay = stayId('W1', 3);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        plan<PlanAnswer & Refused>(stay, {
          expectedDischargeDate: `2026-07-${String((n % 28) + 1).padStart(2, '0')}`,
          criteriaForDischarge: CRITERIA,
        }),
      ),
    );
    const won = answers.filter(({ status }) => status === 200);
    const lost = answers.filter(({ status }) => status === 409);
    expect([won.length, lost.length]).toEqual([1, 49]);
    for (const { body } of lost) {
      expect(body.code).toBe('plan-changed');
      expect(body.details.current).toEqual(won[0]?.body.plan);
    }
  });

  it('has one effect and the same bytes when a command comes again, and refuses it with another body', async () => {
    const stay = stayId('W1', 4);
    const body = { commandId: randomUUID(), criteriaForDischarge: CRITERIA };
    const answers = await Promise.all(Array.from({ length: 10 }, () => plan(stay, body)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await row(stay))?.planVersion).toBe(1);
    const other = await plan<Refused>(stay, { ...body, pathway: 'P1' });
    expect([other.status, other.body.code]).toEqual([409, 'command-reused']);
  });

  it('refuses codes that nobody knows, a time of another day, and a date before the patient came', async () => {
    const stay = stayId('W1', 5);
    const refusals = [
      [{ pathway: 'P9' }, 422, 'reason-not-in-list'],
      [{ checks: [{ code: 'moon', state: 'done' }] }, 422, 'check-unknown'],
      [
        { today: { discharge: 'definite', expectedAt: '2026-06-11T09:00:00Z' } },
        422,
        'time-not-on-day',
      ],
      [{ expectedDischargeDate: '2026-06-01' }, 422, 'expected-before-admission'],
      [{ colour: 'red' }, 400, 'unknown-field'],
    ] as const;
    for (const [own, status, code] of refusals) {
      const answer = await plan<Refused>(stay, own);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    }
    expect((await row(stay))?.planVersion).toBe(0);
  });

  it('counts who goes home today on the system screen, and tells an open board at once', async () => {
    const screen = await api.screen('nurse.W1');
    await screen.watchWard('W1');
    const stay = stayId('W1', 6);
    await plan(stay, { today: { discharge: 'definite', expectedAt: '11:30', transport: 'own' } });
    await plan(stayId('W1', 7), { today: { discharge: 'potential' } });
    await eventually(() => {
      expect(screen.rows.get(stay)?.today).toMatchObject({
        discharge: 'definite',
        expectedAt: '2026-06-10T10:30:00.000Z',
      });
    });
    const director = await api.as('director.on-call');
    const system = await director.get<{ items: { ward: string }[] }>('/api/system');
    const counts = system.body.items.find(({ ward }) => ward === 'W1');
    expect(counts).toMatchObject({ definite: 1, potential: 1, unreviewed: 9 });
  });

  it('is prompted where the hospital’s own system sees no more need for the bed', async () => {
    const stay = stayId('W1', 8);
    await plan(stay, { expectedDischargeDate: '2026-06-12', criteriaForDischarge: CRITERIA });
    expect((await row(stay))?.prompts).toEqual([]);
    const file = [
      'organisation,ward,local_id,admitted_at,criteria_to_reside',
      'RWE,W1,LW1x8,2026-06-09T19:00:00Z,N',
    ].join('\n');
    const admin = await api.as('admin');
    const path = `/api/census?source=bedview&takenAt=${NOW}&complete=list`;
    expect((await admin.send('POST', path, file, 'text/csv')).status).toBe(200);
    expect((await row(stay))?.prompts).toEqual(['criteria-not-met']);
  });

  it('has the columns that the ward chose, of checks that are known', async () => {
    const admin = await api.as('admin');
    const wards = await admin.get<WardListed[]>('/api/wards');
    const {
      code,
      siteName: _site,
      ...held
    } = wards.body.find((one) => one.code === 'W2') as WardListed;
    const set = (checks: string[]) =>
      admin.put<Refused>(`/api/wards/${code}`, { ...held, checks, commandId: randomUUID() });
    expect((await set(['family-told', 'medicines'])).status).toBe(200);
    const board = await admin.get<Board>('/api/wards/W2/board');
    expect(board.body.checks.map(({ label }) => label)).toEqual(['Family', 'Meds']);
    const unknown = await set(['moon']);
    expect([unknown.status, unknown.body.code]).toEqual([422, 'check-unknown']);
  });

  it('is for those who nurse the patient: others may not change it, and do not read its words', async () => {
    const stay = stayId('W1', 1);
    for (const [who, status] of [
      ['nurse.W2', 404],
      ['director.on-call', 403],
      ['la.leicestershire', 403],
      ['la.leicester', 404],
      ['analyst.llr', 403],
    ] as const) {
      const answer = await plan(stay, { ifVersion: 1, pathway: 'P1' }, await api.as(who));
      expect([who, answer.status]).toEqual([who, status]);
    }
    const masked = { physiological: null, functional: null };
    for (const who of ['la.leicestershire', 'analyst.llr'] as const) {
      const seen = await row(stay, await api.as(who));
      expect(seen).toMatchObject({ criteriaForDischarge: masked, pathway: 'P1', prompts: [] });
    }
    const done = await plan(stay, { ifVersion: 1, pathway: 'P0' }, await api.as('idt.uhl'));
    expect(done.status).toBe(200);
  });

  it('is folded again as it was: as of an instant, and in a rebuild', async () => {
    const asOf = new Date(api.opened.house.clock.now().epochMilliseconds).toISOString();
    const then = await nurse.get<Board>(`/api/wards/W1/board?asOf=${asOf}`);
    const now = await nurse.get<Board>('/api/wards/W1/board');
    expect(then.body.rows).toEqual(now.body.rows);
    expect((await checkRebuild(api.opened.house.persistence)).faults).toEqual([]);
  });

  it('has words that nobody changes unseen', async () => {
    const change = (from: string, to: string) =>
      behindTheBack(api.database, (client) =>
        client.query('UPDATE note SET words = $2 WHERE stay = $3 AND words = $1', [
          from,
          to,
          stayId('W1', 1),
        ]),
      );
    await change(CRITERIA.functional, 'Runs');
    const { faults } = await verifyLedger(api.opened.house.persistence);
    expect(faults.map(({ code }) => code)).toEqual(['words-differ']);
    await change('Runs', CRITERIA.functional);
  });

  it('loses its words when the patient is erased, and the chain stays whole', async () => {
    const stay = stayId('W1', 4);
    await erasePatient(api.opened.house, 'RWE', 'RWE.P-W1-4');
    expect(await row(stay)).toMatchObject({
      criteriaForDischarge: { physiological: null, functional: null },
    });
    const held = await behindTheBack(api.database, async (client) => {
      const { rows } = await client.query<{ n: number }>(
        `SELECT (SELECT count(*) FROM note WHERE stay = $1)::int
           + (SELECT count(*) FROM fact WHERE body LIKE $2)::int
           + (SELECT count(*) FROM command WHERE answer LIKE $2)::int AS n`,
        [stay, `%${CRITERIA.functional}%`],
      );
      return rows[0]?.n;
    });
    expect(held).toBe(0);
    expect((await verifyLedger(api.opened.house.persistence)).faults).toEqual([]);
  });
});
