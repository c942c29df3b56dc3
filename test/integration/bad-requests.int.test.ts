import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CensusAnswer, ErrorBody } from '#contracts';
import { ERRORS } from '#contracts';
import { adtMessage } from '../builders/hl7.js';
import { censusFile, censusLine } from '../builders/census.js';
import { startSmallApi } from '../harness/api.js';
import { HttpClient, type Answer } from '../harness/http-client.js';
import { stayId } from '../harness/small-house.js';

const NOW = '2026-06-10T09:00:00.000Z';
const TODAY = '2026-06-10';
/** An answer about a bad request is never larger than this. */
const ANSWER_BYTES_MAX = 2_000;
const NUL = '\u0000';

let api: Awaited<ReturnType<typeof startSmallApi>>;
let admin: HttpClient;
let nurse: HttpClient;
beforeAll(async () => {
  api = await startSmallApi({ now: NOW, wards: [{ code: 'W1', patients: 4 }] });
  admin = await api.as('admin');
  nurse = await api.as('nurse.W1');
});
afterAll(() => api.close());

function refused(answer: Answer<unknown>, code: keyof typeof ERRORS): ErrorBody['details'] {
  const body = answer.body as ErrorBody;
  expect([answer.status, body.code]).toEqual([ERRORS[code].status, code]);
  expect(answer.text.length).toBeLessThan(ANSWER_BYTES_MAX);
  return body.details;
}

const stay = stayId('W1', 1);
const day = `/api/stays/${stay}/days/${TODAY}`;
const green = () => ({
  commandId: randomUUID(),
  ifVersion: 0,
  kind: 'planned',
  colour: 'green',
});

describe('a body of another kind', () => {
  it.each([
    'text/plain',
    'text/csv',
    'application/octet-stream',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/hl7-v2',
    'application/json-patch+json',
  ])('is refused as %s where JSON is taken, whoever sends it', async (type) => {
    const nobody = HttpClient.nobody(api.url);
    const large = 'x'.repeat(990_000);
    refused(await nobody.send('POST', '/api/session', large, type), 'unsupported');
    refused(await nobody.send('POST', '/api/session', 'person=admin', type), 'unsupported');
    refused(await nurse.send('PUT', day, JSON.stringify(green()), type), 'unsupported');
  });

  it('is taken where messages and files arrive, whatever it is called', async () => {
    const types = ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'a/b'];
    for (const [n, type] of types.entries()) {
      const message = adtMessage({
        controlId: `ANY-${n}`,
        localId: `ANY${n}`,
        visitNumber: `ANYV${n}`,
        ward: 'W1',
        bed: `X${n}`,
        recordedAt: '20260610083000',
        admittedAt: '20260610081500',
      });
      const { status, text } = await admin.send('POST', '/api/adt?source=PAS', message, type);
      expect([type, status, text.split('\r')[1]?.split('|')[1]]).toEqual([type, 200, 'AA']);
    }
  });
});

describe('an answer about a bad request', () => {
  it('is small for 60,000 fields that nobody knows, and says how many there are', async () => {
    const fields = Object.fromEntries(Array.from({ length: 60_000 }, (_, n) => [`field${n}`, 0]));
    const nobody = HttpClient.nobody(api.url);
    const details = refused(
      await nobody.post('/api/session', { person: 'admin', ...fields }),
      'unknown-field',
    );
    expect(details['fields']).toHaveLength(10);
    expect(details['more']).toBe(59_990);
  });

  it('is small for one name of half a megabyte, and for a thousand bad places', async () => {
    refused(await nurse.put(day, { ...green(), ['x'.repeat(500_000)]: 1 }), 'unknown-field');
    const beds = Array.from({ length: 10_000 }, () => ({ ward: '', name: 1, bed: 'x'.repeat(21) }));
    const body = { organisation: 'RWE', wards: [], beds };
    const details = refused(await admin.put('/api/mappings/PAS', body), 'malformed');
    expect(details['issues']).toHaveLength(10);
    expect(details['more']).toBeGreaterThan(1_000);
  });
});

describe('a query that nobody knows', () => {
  it.each([
    ['GET', '/api/wards?foo=1'],
    ['GET', '/api/session?foo=1'],
    ['GET', '/api/system?foo=1'],
    ['GET', `/api/stays/${stay}/history?foo=1`],
    ['POST', `/api/stays/${stay}/actions?foo=1`],
    ['PUT', `${day}?x=1`],
    ['POST', `${day}/withdraw?x=1`],
  ])('is refused on %s %s', async (method, path) => {
    const body = method === 'GET' ? undefined : JSON.stringify(green());
    const details = refused(await nurse.send(method, path, body), 'unknown-field');
    expect(details['fields']).toHaveLength(1);
  });

  it('lets the same through without it', async () => {
    expect((await nurse.put(day, green())).status).toBe(200);
  });
});

describe('what no database can hold', () => {
  const id = () => ({ commandId: randomUUID() });
  const second = `/api/stays/${stayId('W1', 2)}`;
  const dueAt = '2026-06-10T15:00:00Z';

  it.each([
    ['NUL', NUL],
    ['half a character', '\ud83c'],
  ])('is refused with its place in any words: %s', async (_what, bad) => {
    const text = `a${bad}b`;
    const sent: [string, string, object][] = [
      ['PUT', `${second}/days/${TODAY}`, { ...green(), note: text }],
      ['PUT', `${second}/days/${TODAY}`, { ...green(), lateReason: text }],
      [
        'PUT',
        `${second}/plan`,
        { ...id(), ifVersion: 0, criteriaForDischarge: { physiological: text, functional: null } },
      ],
      ['PUT', `${second}/plan`, { ...id(), ifVersion: 0, slipReason: text }],
      ['POST', `${second}/actions`, { ...id(), what: text, owner: 'RWE-THERAPY', dueAt }],
      ['POST', `${second}/days/${TODAY}/withdraw`, { ...id(), because: text }],
      [
        'POST',
        '/api/wards/W1/stays',
        { ...id(), bed: null, patient: { familyName: text }, admittedAt: NOW },
      ],
      [
        'POST',
        '/api/wards/W1/stays',
        { ...id(), bed: null, patient: { familyName: 'A', nhsNumber: bad }, admittedAt: NOW },
      ],
      ['POST', '/api/wards/W1/rounds', { ...id(), kind: 'morning', attended: [text] }],
    ];
    for (const [method, path, body] of sent) {
      const details = refused(await nurse.send(method, path, JSON.stringify(body)), 'malformed');
      const [issue] = details['issues'] as { place: string }[];
      expect(issue?.place).toMatch(/^[a-zA-Z.0-9]+$/);
    }
    const set = { organisation: 'RWE', site: 'RWEAA', kind: 'acute', fundedBeds: 1, openBeds: 1 };
    const ward = { ...set, redGreenFrom: null, roundDays: [], roundAt: '08:00', huddleAt: null };
    const named = { ...id(), ...ward, receivesFromAssessment: false, name: text };
    refused(await admin.put('/api/wards/W1', named), 'malformed');
  });

  it.each([
    '/api/stays?after=2026-01-01|%00',
    '/api/stays?after=2026-99-99|x',
    '/api/stays?after=2026-01-01',
    '/api/stays?site=a%00',
    '/api/actions?after=2026-06-10T08:00:00Z|%00',
    '/api/actions?after=10%20June|x',
    '/api/actions?after=1|x',
    '/api/actions?owner=%00',
    '/api/escalations?owner=%00',
    '/api/inbound?after=2026-99-99T99:99:99Z|x',
    '/api/inbound?after=%00|x',
    '/api/census?source=%00',
    '/api/trends/red-days?from=2026-06-01&to=2026-06-09&ward=%00',
    '/api/trends/red-days/stays?from=2026-06-01&to=2026-06-09&site=%00',
  ])('is refused in a query, as is what is no place of a page: %s', async (path) => {
    refused(await admin.get(path), 'malformed');
  });

  it('is refused as the name of a source', async () => {
    const message = adtMessage({ controlId: 'NUL-1', localId: 'NUL1', ward: 'W1' });
    const type = 'application/hl7-v2';
    refused(await admin.send('POST', '/api/adt?source=a%00b', message, type), 'malformed');
    const census = `/api/census?source=F&takenAt=${NOW}&complete=wards%3DW1%00`;
    refused(await admin.send('POST', census, 'x', 'text/csv'), 'malformed');
  });

  it('goes by the rules of a file where a file holds it: the row says so, the others stand', async () => {
    const line = (n: number, said = {}) => censusLine(n, { ward: 'NUL ward', ...said });
    const lines = [
      line(20201),
      line(2, { family_name: `Bir${NUL}chall` }),
      line(203, { bed: `A${NUL}` }),
      line(204, { specialty: `Med${NUL}icine` }),
      line(205, { local_id: `T${NUL}5` }),
    ];
    const query = `source=NULS&takenAt=${encodeURIComponent(NOW)}&createWards=true`;
    const body = Buffer.from(censusFile(lines)).toString();
    const answer = await admin.send<CensusAnswer>('POST', `/api/census?${query}`, body, 'text/csv');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ rows: 5, admitted: 5 - answer.body.refused.length });
    expect(answer.body.refused.map(({ line: at }) => at)).not.toContain(2);
    for (const { code } of answer.body.refused) expect(code).toBe('control-character');
  });

  it('goes by the rules of messages where a message holds it: answered, and nothing of it is lost', async () => {
    const places = ['familyName', 'localId', 'bed', 'visitNumber'] as const;
    for (const [n, place] of places.entries()) {
      const said = {
        controlId: `NULM-${n}`,
        localId: `NULM${n}`,
        visitNumber: `NULV${n}`,
        ward: 'W1',
        bed: `N${n}`,
        recordedAt: '20260610083000',
        admittedAt: '20260610081500',
      };
      const message = adtMessage({ ...said, [place]: `x${n}${NUL}y` });
      const answer = await admin.send('POST', '/api/adt?source=PAS', message, 'application/hl7-v2');
      const [, acknowledgement = ''] = answer.text.split('\r');
      expect([200, 422]).toContain(answer.status);
      expect(['AA', 'AE', 'AR']).toContain(acknowledgement.split('|')[1]);
    }
  });
});
