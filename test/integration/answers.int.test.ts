import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import type { Board } from '#contracts';
import { startSmallApi } from '../harness/api.js';
import type { Answer, HttpClient } from '../harness/http-client.js';
import { stayId } from '../harness/small-house.js';

const NOW = '2026-06-10T09:00:00.000Z';
const TODAY = '2026-06-10';

interface Response {
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

interface Described {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly responses: Readonly<Record<string, Response>> }>>
    >
  >;
  readonly components: object;
}

/** What the service answers is what its description says, to the last field. */
describe('the answers of the operations', () => {
  const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as Described;
  const ajv = new Ajv({ strict: false, allErrors: true });
  let api: Awaited<ReturnType<typeof startSmallApi>>;
  let admin: HttpClient;
  beforeAll(async () => {
    api = await startSmallApi({ now: NOW, wards: [{ code: 'W1', patients: 4 }] });
    admin = await api.as('admin');
  });
  afterAll(() => api.close());

  /** The faults of an answer against the schema of its operation and status. */
  function faultsOf(method: string, path: string, { status, body }: Answer<unknown>): string[] {
    const described = document.paths[path]?.[method]?.responses[String(status)];
    const schema = described?.content?.['application/json']?.schema;
    if (schema === undefined)
      return [`${method} ${path} describes no ${status}: ${JSON.stringify(body)}`];
    const check = ajv.compile({ ...schema, components: document.components });
    if (check(body)) return [];
    return (check.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${method} ${path} ${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
    );
  }

  it('are as described wherever something is read', async () => {
    const stay = stayId('W1', 1);
    await admin.mark(stay, TODAY, { note: 'Waits' });
    const reads: [string, string][] = [
      ['/api/session/people', ''],
      ['/api/session', ''],
      ['/api/organisations', ''],
      ['/api/owners', ''],
      ['/api/wards', ''],
      ['/api/sources', ''],
      ['/api/mappings', ''],
      ['/api/data-age', ''],
      ['/api/arrival-questions', ''],
      ['/api/reason-lists', ''],
      ['/api/thresholds', ''],
      ['/api/checks', ''],
      ['/api/roles', ''],
      ['/api/census', ''],
      ['/api/inbound', ''],
      ['/api/wards/{ward}/board', ''],
      ['/api/wards/{ward}/board', `?asOf=${NOW}`],
      ['/api/wards/{ward}/wall', ''],
      ['/api/wards/{ward}/walls', ''],
      ['/api/wards/{ward}/rounds', ''],
      ['/api/wards/{ward}/round-help', ''],
      ['/api/wards/{ward}/jobs', ''],
      ['/api/stays', '?over=0'],
      ['/api/stays/{stay}/history', ''],
      ['/api/actions', ''],
      ['/api/escalations', ''],
      ['/api/system', ''],
      ['/api/trends/delayed-days', '?from=2026-06-01&to=2026-06-09&by=ward'],
      ['/api/trends/red-days', '?from=2026-06-01&to=2026-06-09&by=ward'],
      ['/api/trends/delayed-days/stays', '?from=2026-06-01&to=2026-06-09'],
      ['/api/trends/red-days/stays', '?from=2026-06-01&to=2026-06-09'],
      ['/health/live', ''],
      ['/health/ready', ''],
    ];
    for (const [path, query] of reads) {
      const url = path.replace('{ward}', 'W1').replace('{stay}', stay) + query;
      const answer = await admin.get(url);
      expect([url, answer.status]).toEqual([url, 200]);
      expect(faultsOf('get', path, answer)).toEqual([]);
    }
    const nobody = await admin.get('/api/wards/W9/board');
    expect(faultsOf('get', '/api/wards/{ward}/board', nobody)).toEqual([]);
  });

  it('are as described wherever something is done', async () => {
    const stay = stayId('W1', 2);
    const id = () => ({ commandId: randomUUID() });
    const dueAt = '2026-06-10T15:00:00Z';
    const send = async <T>(method: 'put' | 'post', path: string, to: string, body: object) => {
      const answer = await admin.send<T>(method.toUpperCase(), to, JSON.stringify(body));
      expect([to, answer.status < 300, answer.text]).toEqual([to, true, answer.text]);
      expect(faultsOf(method, path, answer)).toEqual([]);
      return answer.body;
    };
    const ofStay = (rest: string) => [`/api/stays/{stay}/${rest}`, `/api/stays/${stay}/${rest}`];
    const day = [`/api/stays/{stay}/days/{date}`, `/api/stays/${stay}/days/${TODAY}`] as const;
    const planned = { ...id(), ifVersion: 0, kind: 'planned', colour: 'red', constraint: 'I01' };
    await send('put', ...day, { ...planned, note: 'Waits' });
    await send('post', `${day[0]}/as-planned`, `${day[1]}/as-planned`, { ...id(), ifVersion: 1 });
    await send('post', `${day[0]}/withdraw`, `${day[1]}/withdraw`, { ...id(), because: 'Wrong' });
    const [plan = '', toPlan = ''] = ofStay('plan');
    await send('put', plan, toPlan, {
      ...id(),
      ifVersion: 0,
      expectedDischargeDate: '2026-06-12',
      criteriaForDischarge: { physiological: 'Eats', functional: null },
      today: { discharge: 'potential', expectedAt: '16:00' },
    });
    const [delays = '', toDelays = ''] = ofStay('delays');
    const said = { list: 'dtoc', reason: 'A', since: TODAY, primary: true };
    const { delay } = await send<{ delay: { delay: string } }>('post', delays, toDelays, {
      ...id(),
      ...said,
    });
    await send('post', '/api/delays/{delay}/end', `/api/delays/${delay.delay}/end`, id());
    const [actions = '', toActions = ''] = ofStay('actions');
    const { action } = await send<{ action: { action: string } }>('post', actions, toActions, {
      ...id(),
      what: 'Ask',
      owner: 'E06000016',
      dueAt,
    });
    for (const [what, own] of [
      ['update', { said: 'Asked' }],
      ['answer', { question: 'Which?' }],
      ['done', {}],
      ['reopen', {}],
    ] as const)
      await send('post', `/api/actions/{action}/${what}`, `/api/actions/${action.action}/${what}`, {
        ...id(),
        ...own,
      });
    const { round } = await send<{ round: { round: string } }>(
      'post',
      '/api/wards/{ward}/rounds',
      '/api/wards/W1/rounds',
      { ...id(), kind: 'morning', attended: [] },
    );
    const finish = '/api/rounds/{round}/finish';
    await send('post', finish, finish.replace('{round}', round.round), id());
    const { body } = await admin.get<Board>('/api/wards/W1/board');
    const version = body.rows.find((row) => row.stay === stay)?.version ?? 0;
    const [move = '', toMove = ''] = ofStay('move');
    await send('post', move, toMove, { ...id(), ifVersion: version, ward: 'W1', bed: 'B9' });
    await send('put', '/api/sources/{source}', '/api/sources/PAS', {
      ...id(),
      organisation: 'RWE',
      accepted: true,
    });
    // What is now on the board, its actions, delays, plan and round included.
    for (const path of ['board', 'rounds', 'jobs', 'wall']) {
      const answer = await admin.get(`/api/wards/W1/${path}`);
      expect(faultsOf('get', `/api/wards/{ward}/${path}`, answer)).toEqual([]);
    }
    const waiting = await admin.get('/api/escalations');
    expect(faultsOf('get', '/api/escalations', waiting)).toEqual([]);
  });
});
