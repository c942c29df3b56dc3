import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MarkedDay, RoundAnswer, RoundFinished, RoundHelp, Rounds } from '#contracts';
import { checkRebuild, verifyLedger } from '#persistence';
import { startSmallApi } from '../harness/api.js';
import { eventually } from '../harness/eventually.js';
import type { HttpClient } from '../harness/http-client.js';
import { stayId } from '../harness/small-house.js';

const NOW = '2026-06-10T07:30:00.000Z';
const TODAY = '2026-06-10';

interface Refused {
  readonly code: string;
}

describe('a round', () => {
  let api: Awaited<ReturnType<typeof startSmallApi>>;
  let nurse: HttpClient;

  beforeAll(async () => {
    const wards = ['W1', 'W2', 'W3'].map((code) => ({ code, patients: 4 }));
    api = await startSmallApi({ now: NOW, wards });
    nurse = await api.as('nurse.W1');
  });
  afterAll(() => api.close());

  const start = <T = RoundAnswer>(own: object = {}, as = nurse, ward = 'W1') =>
    as.post<T>(`/api/wards/${ward}/rounds`, {
      commandId: randomUUID(),
      kind: 'morning',
      attended: ['consultant', 'nurse-in-charge'],
      ...own,
    });
  const finish = <T = RoundFinished>(round: string, own: object = {}, as = nurse) =>
    as.post<T>(`/api/rounds/${round}/finish`, { commandId: randomUUID(), ...own });
  const plan = (stay: string, own: object) =>
    nurse.put(`/api/stays/${stay}/plan`, { commandId: randomUUID(), ifVersion: 0, ...own });

  it('freezes the order of its patients, whoever comes or moves meanwhile', async () => {
    const { status, body } = await start();
    const order = [1, 2, 3, 4].map((n) => stayId('W1', n));
    expect(status).toBe(201);
    expect(body.round).toMatchObject({
      ward: 'W1',
      date: TODAY,
      kind: 'morning',
      attended: ['consultant', 'nurse-in-charge'],
      order,
      startedBy: 'nurse.W1',
      finishedAt: null,
      result: null,
    });
    await nurse.post('/api/wards/W1/stays', {
      commandId: randomUUID(),
      bed: 'Z9',
      patient: { familyName: 'Newcomer' },
      admittedAt: NOW,
    });
    const { items } = (await nurse.get<Rounds>('/api/wards/W1/rounds')).body;
    expect(items.map((round) => round.order)).toEqual([order]);
  });

  it('is one of its kind at a time: twenty who begin it join one, and all who attend are named', async () => {
    const roles = ['doctor', 'pharmacist', 'therapist', 'ward-clerk'];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => start({ attended: [roles[n % 4]] }, nurse)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body.round.round)).size).toBe(1);
    const { items } = (await nurse.get<Rounds>(`/api/wards/W1/rounds?date=${TODAY}`)).body;
    expect(items).toHaveLength(1);
    expect([...(items[0]?.attended ?? [])].sort()).toEqual(
      ['consultant', 'nurse-in-charge', ...roles].sort(),
    );
    expect((await start({ kind: 'huddle' })).body.round.kind).toBe('huddle');
  });

  it('begins when the person says that it did, and never in the future', async () => {
    const matron = await api.as('matron.uhl');
    const begun = await start({ kind: 'huddle', at: '2026-06-10T07:10:00Z' }, matron, 'W2');
    expect(begun.body.round.startedAt).toBe('2026-06-10T07:10:00.000Z');
    const future = await start<Refused>({ at: '2026-06-10T12:00:00Z' }, matron, 'W2');
    expect([future.status, future.body.code]).toEqual([422, 'at-in-future']);
  });

  it('answers a repeated command with the same bytes, and refuses it with another body', async () => {
    const commandId = randomUUID();
    const first = await start({ commandId, kind: 'huddle' });
    const again = await start({ commandId, kind: 'huddle' });
    expect(again.text).toBe(first.text);
    const other = await start<Refused>({ commandId, kind: 'morning' });
    expect([other.status, other.body.code]).toEqual([409, 'command-reused']);
  });

  it('says at its end what was reviewed, what is left, the jobs by profession and who goes home', async () => {
    const [first = '', second = '', third = ''] = [1, 2, 3].map((n) => stayId('W1', n));
    await nurse.mark(first, TODAY, { colour: 'green', constraint: undefined });
    await nurse.mark(second, TODAY, { constraint: 'I11' });
    await plan(first, {
      today: { discharge: 'definite', expectedAt: '11:00' },
      checks: [
        { code: 'medicines', state: 'asked' },
        { code: 'letter', state: 'done' },
      ],
    });
    await plan(third, {
      today: { discharge: 'potential' },
      checks: [{ code: 'medicines', state: 'asked' }],
    });
    await nurse.post(`/api/stays/${second}/actions`, {
      commandId: randomUUID(),
      what: 'Ring imaging',
      owner: 'UHL-IMAGING',
      dueAt: NOW,
    });
    const { round } = (await start()).body.round;
    const once = { attended: ['consultant'], commandId: randomUUID() };
    const all = await Promise.all(Array.from({ length: 5 }, () => finish(round, once)));
    expect(new Set(all.map(({ text }) => text)).size).toBe(1);
    const { status, body } = await finish(round, once);
    expect(status).toBe(200);
    const result = {
      reviewed: 2,
      left: 3,
      jobs: [
        { role: 'pharmacist', count: 2 },
        { role: 'imaging', count: 1 },
      ],
      discharges: { definite: 1, potential: 1 },
    };
    expect(body).toMatchObject(result);
    expect(body.round).toMatchObject({ attended: ['consultant'], result, finishedBy: 'nurse.W1' });
  });

  it('names no profession that nobody knows: the place at which it stands is told, and nothing begins', async () => {
    const named = ['consultant', 'wizard'];
    const refusal = { code: 'role-unknown', details: { place: 'attended.1', role: 'wizard' } };
    const second = await api.as('nurse.W2');
    const begun = await start<Refused>({ kind: 'huddle', attended: named }, second, 'W2');
    expect([begun.status, begun.body]).toEqual([422, expect.objectContaining(refusal)]);
    const { round } = (await start({ kind: 'morning' }, second, 'W2')).body.round;
    const changed = await second.put(`/api/rounds/${round}`, {
      commandId: randomUUID(),
      attended: named,
    });
    expect([changed.status, changed.body]).toEqual([422, expect.objectContaining(refusal)]);
    const ended = await finish<Refused>(round, { attended: named }, second);
    expect([ended.status, ended.body]).toEqual([422, expect.objectContaining(refusal)]);
    const { items } = (await second.get<Rounds>('/api/wards/W2/rounds')).body;
    expect(items.flatMap(({ attended }) => attended)).not.toContain('wizard');
    expect(items.find((one) => one.round === round)).toMatchObject({
      attended: ['consultant', 'nurse-in-charge'],
      finishedAt: null,
    });
  });

  it('that is finished changes no more, and another may begin', async () => {
    const { items } = (await nurse.get<Rounds>('/api/wards/W1/rounds')).body;
    const done = items.find(({ kind }) => kind === 'morning')?.round ?? '';
    const again = await finish<Refused>(done);
    expect([again.status, again.body.code]).toEqual([409, 'round-changed']);
    const late = await nurse.put<Refused>(`/api/rounds/${done}`, {
      commandId: randomUUID(),
      attended: [],
    });
    expect([late.status, late.body.code]).toEqual([409, 'round-changed']);
    expect((await start()).body.round.round).not.toBe(done);
  });

  it('tells open boards that there is something to look at, with no gap in the versions', async () => {
    const screen = await api.screen('matron.uhl');
    await screen.watchWard('W2');
    const before = screen.version;
    const { body } = await start({}, await api.as('nurse.W2'), 'W2');
    expect(body.wardVersion).toBe(before + 1);
    await eventually(() => expect(screen.version).toBe(before + 1));
    expect(screen.faults).toEqual([]);
  });

  it('is held by those who nurse on the ward, and seen by those who see all of it', async () => {
    for (const [who, begins, looks] of [
      ['nurse.W2', 403, 403],
      ['director.on-call', 403, 200],
      ['la.leicester', 403, 403],
      ['analyst.llr', 403, 200],
      ['commissioner.llr', 403, 403],
      ['matron.uhl', 201, 200],
      ['idt.uhl', 201, 200],
    ] as const) {
      const person = await api.as(who);
      const begun = await start({}, person, 'W3');
      const seen = await person.get('/api/wards/W3/rounds');
      const help = await person.get('/api/wards/W3/round-help');
      expect([who, begun.status, seen.status, help.status]).toEqual([who, begins, looks, looks]);
    }
  });

  it('is helped by the reasons of the day, which keep their places once it began', async () => {
    const help = async () => (await nurse.get<RoundHelp>('/api/wards/W1/round-help')).body;
    const { constraints, checks, roles, rounds } = await help();
    expect(constraints).toHaveLength(7);
    expect(constraints.map(({ code }) => code)).toEqual(rounds[0]?.constraints);
    expect(checks.map(({ label }) => label)).toEqual([
      'Meds',
      'Letter',
      'Transp',
      'Therapy',
      'Equip',
      'Family',
    ]);
    expect(roles[0]).toEqual({ code: 'consultant', name: 'Consultant', place: 0 });
    await nurse.mark(stayId('W1', 4), TODAY, { constraint: 'E19' });
    expect((await help()).constraints).toEqual(constraints);
  });

  it('confirms at the huddle what the morning planned, one command a patient', async () => {
    const confirm = <T = MarkedDay>(n: number, own: object) =>
      nurse.post<T>(`/api/stays/${stayId('W1', n)}/days/${TODAY}/as-planned`, {
        commandId: randomUUID(),
        ifVersion: 1,
        ...own,
      });
    const red = await confirm(2, {});
    expect(red.body.day).toMatchObject({
      colour: 'red',
      constraint: 'I11',
      final: { colour: 'red', constraint: 'I11' },
    });
    const bare = await confirm<Refused>(1, {});
    expect([bare.status, bare.body.code]).toEqual([422, 'value-required']);
    const green = await confirm(1, { value: 'V05' });
    expect(green.body.day.final).toMatchObject({ colour: 'green', value: 'V05' });
    const unplanned = await confirm<Refused>(3, { ifVersion: 0 });
    expect([unplanned.status, unplanned.body.code]).toEqual([422, 'day-not-planned']);
    const stale = await confirm<Refused>(2, {});
    expect([stale.status, stale.body.code]).toEqual([409, 'day-changed']);
  });

  it('is folded again as it was', async () => {
    const { persistence } = api.opened.house;
    expect((await checkRebuild(persistence)).faults).toEqual([]);
    expect((await verifyLedger(persistence)).faults).toEqual([]);
  });
});
