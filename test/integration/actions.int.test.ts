import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActionAnswer, Actions, Board, Jobs, MarkedDay } from '#contracts';
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
const DUE = '2026-06-10T13:00:00.000Z';

interface Refused {
  readonly code: string;
  readonly details: { readonly current: { readonly version: number; readonly state: string } };
}

describe('an action', () => {
  let api: Awaited<ReturnType<typeof startSmallApi>>;
  let nurse: HttpClient;

  beforeAll(async () => {
    const wards = [
      { code: 'W1', patients: 9, authority: () => COUNTY },
      { code: 'W2', patients: 1 },
    ];
    api = await startSmallApi({ now: NOW, wards });
    nurse = await api.as('nurse.W1');
  });
  afterAll(() => api.close());

  const ask = <T = ActionAnswer>(stay: string, own: object = {}, as = nurse) =>
    as.post<T>(`/api/stays/${stay}/actions`, {
      commandId: randomUUID(),
      what: 'Ring pharmacy',
      owner: 'UHL-PHARMACY',
      dueAt: DUE,
      ...own,
    });
  const act = <T = ActionAnswer>(action: string, what: string, own: object = {}, as = nurse) =>
    as.post<T>(`/api/actions/${action}/${what}`, { commandId: randomUUID(), ...own });
  const asked = async (stay: string, own: object = {}) => (await ask(stay, own)).body.action.action;
  const row = async (stay: string, as = nurse): Promise<Row | undefined> =>
    (await as.get<Board>('/api/wards/W1/board')).body.rows.find((one) => one.stay === stay);

  it('stands on the board with its words, owner and time, and goes with its versions from 0 up by one', async () => {
    const stay = stayId('W1', 1);
    const opened = await ask(stay, { person: 'pharm.1', constraint: 'I11' });
    expect([opened.status, opened.body.action.version]).toEqual([201, 0]);
    expect(opened.body.action.what).toBe('Ring pharmacy');
    const { action } = opened.body.action;
    await act(action, 'update', { ifVersion: 0, said: 'Being packed', nextAt: DUE });
    await act(action, 'reassign', { ifVersion: 1, owner: 'UHL-WARD' });
    expect((await row(stay))?.actions).toMatchObject([
      {
        action,
        what: 'Ring pharmacy',
        owner: 'UHL-WARD',
        person: null,
        constraint: 'I11',
        dueAt: DUE,
        state: 'open',
        update: { said: 'Being packed', nextAt: DUE, by: 'nurse.W1' },
        version: 2,
      },
    ]);
    const stale = await act<Refused>(action, 'done', { ifVersion: 0 });
    expect([stale.status, stale.body.code]).toEqual([409, 'action-changed']);
    expect(stale.body.details.current).toMatchObject({ version: 2, state: 'open' });
    expect((await act(action, 'done', { ifVersion: 2 })).body.action.state).toBe('done');
  });

  it('is asked once however often the command comes, with the same bytes', async () => {
    const stay = stayId('W1', 9);
    const commandId = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(stay, { commandId })));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await row(stay))?.actions).toHaveLength(1);
  });

  it('is done once, opened again by taking the tick back, and rests once it is withdrawn', async () => {
    const action = await asked(stayId('W1', 2));
    const ticks = await Promise.all(
      Array.from({ length: 20 }, () => act<ActionAnswer & Refused>(action, 'done')),
    );
    expect(ticks.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(ticks.map(({ body }) => body.code))).toEqual(
      new Set([undefined, 'action-changed']),
    );
    expect((await act(action, 'reopen')).body.action).toMatchObject({ state: 'open', version: 2 });
    const withdrawn = await act(action, 'withdraw', { because: 'Wrong patient' });
    expect(withdrawn.body.action.state).toBe('withdrawn');
    for (const what of ['done', 'reopen', 'update', 'reassign', 'answer', 'withdraw']) {
      const own = { said: 'x', owner: 'UHL-WARD', because: 'x' };
      const body = {
        update: { said: own.said },
        reassign: { owner: own.owner },
        withdraw: { because: own.because },
      }[what as 'update'];
      const answer = await act<Refused>(action, what, body ?? {});
      expect([what, answer.status, answer.body.code]).toEqual([what, 409, 'action-changed']);
    }
    expect((await row(stayId('W1', 2)))?.actions).toEqual([]);
  });

  it('that is done turns the day green for good, with no other value said', async () => {
    const stay = stayId('W1', 3);
    const green = { kind: 'final', colour: 'green', constraint: undefined };
    const without = await nurse.mark<Refused>(stay, TODAY, green);
    expect([without.status, without.body.code]).toEqual([422, 'value-required']);
    const action = await asked(stay);
    await act(action, 'done');
    const marked = await nurse.mark<MarkedDay>(stay, TODAY, green);
    expect([marked.status, marked.body.day.colour]).toEqual([200, 'green']);
    expect(marked.body.day.final).toMatchObject({ value: null, action });
  });

  it('is asked of owners that are known, of the council where the patient lives, and for an open delay', async () => {
    const stay = stayId('W1', 4);
    for (const [own, code] of [
      [{ owner: 'NOBODY' }, 'owner-unknown'],
      [{ owner: 'E06000016' }, 'owner-not-responsible'],
      [{ delay: 'RWE.none' }, 'delay-not-open'],
      [{ constraint: 'Z99' }, 'reason-not-in-list'],
    ] as const) {
      const answer = await ask<Refused>(stay, own);
      expect([answer.status, answer.body.code]).toEqual([422, code]);
    }
  });

  it('that is put to a council is read and answered by it, and by no other council', async () => {
    const stay = stayId('W1', 5);
    const action = await asked(stay, { owner: COUNTY, what: 'Start care at home' });
    await asked(stay, { what: 'Not for the council' });
    const council = await api.as('la.leicestershire');
    const seen = await row(stay, council);
    expect(seen?.actions.map(({ what }) => what).sort()).toEqual(['Start care at home', null]);
    const mine = await council.get<Actions>('/api/actions?mine=true');
    expect(mine.body.items.map((item) => item.action.what)).toEqual(['Start care at home']);
    const offer = { at: '2026-06-12T08:00:00.000Z', what: 'Two calls a day' };
    const answered = await act(action, 'answer', { offer }, council);
    expect(answered.status).toBe(200);
    expect((await row(stay))?.actions[0]?.answer).toMatchObject({ offer, question: null });
    expect((await act(action, 'done', {}, council)).status).toBe(403);
    const { groups } = (await council.get<Jobs>('/api/wards/W1/jobs')).body;
    const words = groups.flatMap(({ jobs }) => jobs).map(({ what }) => what);
    expect(words.filter((what) => what !== null)).toEqual(['Start care at home']);
    const others = await api.as('la.leicester');
    expect((await act(action, 'answer', { question: 'Why?' }, others)).status).toBe(404);
    expect((await others.get<Actions>('/api/actions')).body.items).toEqual([]);
  });

  it('is listed by owner, person and date, the first due first, and for its own ward only', async () => {
    const first = await asked(stayId('W1', 6), { owner: 'UHL-IMAGING', person: 'radio.1' });
    const later = '2026-06-11T08:00:00.000Z';
    const second = await asked(stayId('W1', 6), { owner: 'UHL-IMAGING', dueAt: later });
    const list = async (query: string, as = nurse) =>
      (await as.get<Actions>(`/api/actions?${query}`)).body.items.map(
        ({ action }) => action.action,
      );
    expect(await list('owner=UHL-IMAGING')).toEqual([first, second]);
    expect(await list(`owner=UHL-IMAGING&due=${TODAY}`)).toEqual([first]);
    expect(await list('person=radio.1')).toEqual([first]);
    expect(await list('owner=UHL-IMAGING', await api.as('nurse.W2'))).toEqual([]);
    const analyst = await (
      await api.as('analyst.llr')
    ).get<Actions>('/api/actions?owner=UHL-IMAGING');
    expect(
      analyst.body.items.map(({ action, patient }) => [action.what, patient.displayName]),
    ).toEqual([
      [null, ''],
      [null, ''],
    ]);
  });

  it('is a job of its profession, beside the checks that are asked, and a tick is seen at once', async () => {
    const stay = stayId('W1', 7);
    const action = await asked(stay, { owner: 'UHL-THERAPY', what: 'Stairs' });
    await nurse.put(`/api/stays/${stay}/plan`, {
      commandId: randomUUID(),
      ifVersion: 0,
      checks: [{ code: 'therapy', state: 'asked' }],
    });
    const therapist = async () => {
      const { body } = await nurse.get<Jobs>('/api/wards/W1/jobs');
      return body.groups.find(({ role }) => role === 'therapist')?.jobs;
    };
    expect(await therapist()).toMatchObject([
      { id: action, kind: 'action', what: 'Stairs', state: 'open', version: 0 },
      { kind: 'check', check: 'therapy', what: 'Therapy assessment', state: 'open', version: 1 },
    ]);
    const screen = await api.screen('nurse.W1');
    await screen.watchWard('W1');
    await act(action, 'done', { ifVersion: 0 });
    await eventually(() => {
      expect(screen.rows.get(stay)?.actions[0]?.state).toBe('done');
      expect(screen.rows.get(stay)?.actions[0]?.what).toBe('Stairs');
    });
    expect((await therapist())?.map(({ state }) => state)).toEqual(['done', 'open']);
  });

  it('is not for those who do not nurse the patient', async () => {
    const stay = stayId('W1', 8);
    for (const [who, status] of [
      ['nurse.W2', 404],
      ['director.on-call', 403],
      ['la.leicestershire', 403],
      ['analyst.llr', 403],
      ['matron.uhl', 201],
      ['idt.uhl', 201],
    ] as const)
      expect([who, (await ask(stay, {}, await api.as(who))).status]).toEqual([who, status]);
  });

  it('keeps its words out of the ledger, is folded again as it was, and loses them by erasing', async () => {
    const { persistence } = api.opened.house;
    const inFacts = await behindTheBack(api.database, async (client) => {
      const { rows } = await client.query<{ n: number }>(
        `SELECT ((SELECT count(*) FROM fact WHERE body LIKE '%Ring pharmacy%')
           + (SELECT count(*) FROM command WHERE answer LIKE '%Ring pharmacy%'))::int AS n`,
      );
      return rows[0]?.n;
    });
    expect(inFacts).toBe(0);
    expect((await checkRebuild(persistence)).faults).toEqual([]);
    await erasePatient(api.opened.house, 'RWE', 'RWE.P-W1-8');
    expect((await row(stayId('W1', 8)))?.actions.map(({ what }) => what)).toEqual([null, null]);
    expect((await verifyLedger(persistence)).faults).toEqual([]);
    expect((await checkRebuild(persistence)).faults).toEqual([]);
  });
});
