import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ArrivalQuestion, Board, CensusAnswer, ErrorBody, InboundList } from '#contracts';
import { SERVICE } from '#persistence';
import { censusFile, censusLine } from '../builders/census.js';
import { adtMessage } from '../builders/hl7.js';
import { startSmallApi } from '../harness/api.js';
import type { Answer, HttpClient } from '../harness/http-client.js';
import { stayId } from '../harness/small-house.js';
import { ledgerFaults } from '../harness/whole-ledger.js';

const NOW = '2026-06-10T09:00:00.000Z';
const TODAY = '2026-06-10';

/** Every command of the surface that no other test sends with its own time, and what it needs. */
const SET = { organisation: 'RWE', site: 'RWEAA', kind: 'acute', fundedBeds: 12, openBeds: 12 };
const WARD = { ...SET, redGreenFrom: null, roundDays: [1], roundAt: '08:00', huddleAt: null };

describe('a command id', () => {
  let api: Awaited<ReturnType<typeof startSmallApi>>;
  let admin: HttpClient;
  let matron: HttpClient;
  let manager: HttpClient;
  beforeAll(async () => {
    api = await startSmallApi({
      now: NOW,
      wards: [
        { code: 'W1', patients: 12 },
        { code: 'L1', patients: 12, organisation: 'RT5' },
      ],
    });
    admin = await api.as('admin');
    matron = await api.as('matron.uhl');
    manager = await api.as('bed-manager.lpt');
  });
  afterAll(async () => {
    expect(await ledgerFaults(api.database)).toEqual([]);
    await api.close();
  });

  const uhl = (n: number) => stayId('W1', n);
  const lpt = (n: number) => stayId('L1', n, 'RT5');
  const reused = (answer: Answer<unknown>) =>
    expect([answer.status, (answer.body as ErrorBody).code]).toEqual([409, 'command-reused']);
  const factsOf = async (commandId: string) => {
    const [row] = await api.opened.house.persistence
      .as(SERVICE)
      .query<{ n: number }>('SELECT count(*)::int AS n FROM fact WHERE command_id = $1', [
        commandId,
      ]);
    return row?.n;
  };

  it('is one in the world: given again in another organisation it is used, for who sees both', async () => {
    const commandId = randomUUID();
    const first = await admin.mark(uhl(1), TODAY, { commandId });
    expect(first.status).toBe(200);
    reused(await admin.mark(lpt(1), TODAY, { commandId }));
    expect((await admin.mark(uhl(1), TODAY, { commandId })).text).toBe(first.text);
    expect(await factsOf(commandId)).toBe(1);
    const { body } = await admin.get<Board>('/api/wards/L1/board');
    expect(body.rows.every(({ day }) => day.version === 0)).toBe(true);
  });

  it('and for who cannot see what it was used for, at once and not by trying until the house is busy', async () => {
    const commandId = randomUUID();
    expect((await matron.mark(uhl(2), TODAY, { commandId })).status).toBe(200);
    reused(await manager.mark(lpt(2), TODAY, { commandId }));
    expect(await factsOf(commandId)).toBe(1);
  });

  it('is one however it is used: for plans, delays, actions, rounds, patients by hand, wards', async () => {
    const dueAt = '2026-06-10T15:00:00Z';
    const told: [string, (where: 'uhl' | 'lpt', commandId: string) => [string, string, object]][] =
      [
        [
          'a plan',
          (where, commandId) => [
            'PUT',
            `/api/stays/${where === 'uhl' ? uhl(3) : lpt(3)}/plan`,
            { commandId, ifVersion: 0, today: { discharge: 'potential' } },
          ],
        ],
        [
          'a delay',
          (where, commandId) => [
            'POST',
            `/api/stays/${where === 'uhl' ? uhl(3) : lpt(3)}/delays`,
            { commandId, list: 'dtoc', reason: 'A', since: TODAY, primary: true },
          ],
        ],
        [
          'an action',
          (where, commandId) => [
            'POST',
            `/api/stays/${where === 'uhl' ? uhl(3) : lpt(3)}/actions`,
            { commandId, what: 'Ask', owner: 'E06000016', dueAt },
          ],
        ],
        [
          'a round',
          (where, commandId) => [
            'POST',
            `/api/wards/${where === 'uhl' ? 'W1' : 'L1'}/rounds`,
            { commandId, kind: 'morning', attended: [] },
          ],
        ],
        [
          'a patient',
          (where, commandId) => [
            'POST',
            `/api/wards/${where === 'uhl' ? 'W1' : 'L1'}/stays`,
            { commandId, bed: null, patient: { familyName: 'Furlong' }, admittedAt: NOW },
          ],
        ],
      ];
    for (const [what, command] of told) {
      const commandId = randomUUID();
      const [method, path, body] = command('uhl', commandId);
      const first = await matron.send(method, path, JSON.stringify(body));
      expect([what, first.status, first.text]).toEqual([what, expect.any(Number), first.text]);
      expect([what, first.status < 300]).toEqual([what, true]);
      const [, elsewhere, other] = command('lpt', commandId);
      reused(await manager.send(method, elsewhere, JSON.stringify(other)));
      reused(await matron.mark(uhl(4), TODAY, { commandId }));
      reused(await manager.mark(lpt(4), TODAY, { commandId }));
    }
  });

  it('sent to many stays of both organisations at once does one of them', async () => {
    const commandId = randomUUID();
    const answers = await Promise.all(
      [5, 6, 7, 8, 9, 10].flatMap((n) => [
        matron.mark(uhl(n), TODAY, { commandId }),
        manager.mark(lpt(n), TODAY, { commandId }),
      ]),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200,
      ...Array.from({ length: 11 }, () => 409),
    ]);
    answers.filter(({ status }) => status === 409).forEach(reused);
    expect(await factsOf(commandId)).toBe(1);
  });

  describe('and the time at which a person acted', () => {
    const commands: [string, string, object][] = [
      ['PUT', '/api/wards/W1', { ...WARD, receivesFromAssessment: true }],
      ['PUT', '/api/sources/PAS', { organisation: 'RWE', accepted: true }],
      ['PUT', '/api/mappings/PAS', { organisation: 'RWE', wards: [], beds: [] }],
      [
        'POST',
        '/api/wards/W1/stays',
        { bed: null, patient: { familyName: 'Eastgate' }, admittedAt: '2026-06-09T12:00:00Z' },
      ],
    ];

    it.each(commands)('are carried by %s %s', async (method, path, said) => {
      const at = '2026-06-10T07:30:00.000Z';
      const send = (own: object) =>
        admin.send(method, path, JSON.stringify({ commandId: randomUUID(), ...said, ...own }));
      const commandId = randomUUID();
      const first = await send({ commandId, at });
      expect([first.status < 300, first.text]).toEqual([true, first.text]);
      expect((await send({ commandId, at })).text).toBe(first.text);
      reused(await send({ commandId, at: '2026-06-10T07:30:01.000Z' }));
      expect(await factsOf(commandId)).toBeGreaterThan(0);
      const facts = await api.opened.house.persistence
        .as(SERVICE)
        .query<{ at: Date }>('SELECT at FROM fact WHERE command_id = $1', [commandId]);
      expect(new Set(facts.map((fact) => fact.at.toISOString()))).toEqual(new Set([at]));
      for (const [when, code] of [
        ['2026-06-10T09:01:00Z', 'at-in-future'],
        ['2026-06-08T20:59:59Z', 'at-too-old'],
      ] as const)
        expect((await send({ at: when })).body).toMatchObject({ code });
    });

    it('are carried by the taking back of a file, by a retry and by the answer to a question', async () => {
      const lines = [1, 2].map((n) => censusLine(n, { ward: 'W1', bed: `C${n}` }));
      const query = `source=IN-REACH&takenAt=${encodeURIComponent(NOW)}&complete=list`;
      const file = Buffer.from(censusFile(lines)).toString();
      const taken = await admin.send<CensusAnswer>(
        'POST',
        `/api/census?${query}`,
        file,
        'text/csv',
      );
      expect(taken.body).toMatchObject({ admitted: 2 });
      const unknown = adtMessage({ controlId: 'CMD-1', localId: 'CMD1', ward: null });
      await admin.send('POST', '/api/adt?source=PAS', unknown, 'application/hl7-v2');
      const inbound = await admin.get<InboundList>('/api/inbound');
      const [waits] = inbound.body.items.filter(({ kind }) => kind === 'adt');
      const twin = { familyName: 'Twin', givenName: 'Ada', dateOfBirth: '1950-01-01' };
      for (const n of [1, 2]) {
        const said = { bed: `T${n}`, patient: twin, admittedAt: '2026-06-10T08:00:00Z' };
        await admin.post('/api/wards/W1/stays', { commandId: randomUUID(), ...said });
      }
      const asked = await admin.get<{ items: ArrivalQuestion[] }>('/api/arrival-questions');
      const question = asked.body.items.find(({ code }) => code === 'lookalike');
      const commands: [string, string, object][] = [
        ['POST', `/api/census/${taken.body.batch}/undo`, { because: 'wrong file' }],
        ['POST', `/api/inbound/${waits?.id ?? ''}/retry`, {}],
        ['PUT', `/api/arrival-questions/${question?.id ?? ''}`, { answer: 'settled' }],
        ['POST', `/api/stays/${question?.stays[0] ?? ''}/same-as`, { other: question?.stays[1] }],
      ];
      for (const [method, path, said] of commands) {
        const send = (own: object) => admin.send(method, path, JSON.stringify({ ...said, ...own }));
        const own = { commandId: randomUUID(), at: '2026-06-10T08:59:00.000Z' };
        expect([path, await send({ ...own, at: '2026-06-08T20:59:59Z' })]).toMatchObject([
          path,
          { body: { code: 'at-too-old' } },
        ]);
        const first = await send(own);
        expect([path, first.status, first.text]).toEqual([path, 200, first.text]);
        expect((await send(own)).text).toBe(first.text);
        reused(await send({ ...own, at: '2026-06-10T08:58:00.000Z' }));
      }
      // A body is no must where there is nothing to say.
      expect((await admin.send('POST', `/api/inbound/${waits?.id ?? ''}/retry`)).status).toBe(200);
    });
  });
});
