import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Board, CensusAnswer, ErrorBody } from '#contracts';
import { adtMessage, syntheticNhsNumber, type AdtSaid } from '../builders/hl7.js';
import { censusFile, censusLine } from '../builders/census.js';
import { startSmallApi } from '../harness/api.js';
import type { HttpClient } from '../harness/http-client.js';
import { ledgerFaults } from '../harness/whole-ledger.js';

const NOW = '2026-10-26T09:00:00.000Z';
const MB = 1024 * 1024;

let api: Awaited<ReturnType<typeof startSmallApi>>;
let admin: HttpClient;
let files = 0;
let messages = 0;

/** Sends bytes as a feed does. */
async function post(path: string, type: string, body: Uint8Array) {
  const response = await fetch(api.url + path, {
    method: 'POST',
    headers: { cookie: admin.cookie, 'content-type': type },
    body: new Uint8Array(body),
  });
  return { status: response.status, text: await response.text() };
}

async function census(bytes: Uint8Array) {
  files += 1;
  const query = new URLSearchParams({
    source: `FILES${files}`,
    takenAt: '2026-10-26T08:00:00+00:00',
    createWards: 'true',
  });
  const { status, text } = await post(`/api/census?${query.toString()}`, 'text/csv', bytes);
  const body = JSON.parse(text) as CensusAnswer & ErrorBody;
  return { status, body };
}

const adt = (bytes: Uint8Array) => post('/api/adt', 'application/hl7-v2', bytes);

function message(said: Partial<AdtSaid> = {}): Buffer {
  messages += 1;
  const own = {
    controlId: `H-${messages}`,
    localId: `H${messages}`,
    nhsNumber: syntheticNhsNumber(3 * messages),
    visitNumber: `VH${messages}`,
    ward: 'W1',
    bed: `H${messages}`,
    recordedAt: '20261026083000',
    admittedAt: '20261026081500',
  };
  return Buffer.from(adtMessage({ ...own, ...said }));
}

async function rows(ward: string) {
  const { status, body } = await admin.get<Board>(`/api/wards/${encodeURIComponent(ward)}/board`);
  expect(status).toBe(200);
  return body.rows;
}

const patientOf = async (ward: string, localId: string) =>
  (await rows(ward)).filter(({ patient }) => patient?.localId === localId);

describe('what hospitals and strangers send', () => {
  beforeAll(async () => {
    api = await startSmallApi({ now: NOW, wards: [{ code: 'W1', patients: 3 }] });
    admin = await api.as('admin');
  });
  afterAll(() => api.close());

  it('is refused by its size before it is read, and the service goes on', async () => {
    const huge = Buffer.alloc(100 * MB, 'T1,2026-05-01 10:00,A1\n');
    // The answer may come before all is sent: then the sender only sees the connection end.
    const told = await census(huge).then(
      ({ status, body }) => [status, body.code],
      () => 'ended',
    );
    expect(['ended', [413, 'too-large']]).toContainEqual(told);
    expect((await admin.get('/api/wards')).status).toBe(200);
  });

  it('is refused with a code where it has 10,000 columns, is a page, or is no text at all', async () => {
    const wide = Array.from({ length: 10_000 }, (_, n) => `column ${n}`).join(',');
    const kinds: [string, Uint8Array, string][] = [
      ['10,000 columns', Buffer.from(`${wide}\n`), 'too-many-columns'],
      ['a page', Buffer.from('<!doctype html><p>Signed out</p>'), ''],
      ['nothing', Buffer.alloc(0), ''],
      ['zeros', Buffer.alloc(4_096), ''],
    ];
    for (const [name, bytes, code] of kinds) {
      const { status, body } = await census(bytes);
      expect([name, status, body.code]).toEqual([name, 422, 'census-refused']);
      if (code !== '') expect(body.details).toMatchObject({ code });
    }
  });

  it('may name wards in emoji and put formulas into cells: they are names like any other', async () => {
    const line = censusLine(1, {
      ward: '🏥 Ward 🦋',
      local_id: 'FORMULA1',
      bed: '=1+1',
      family_name: '=HYPERLINK("http://example.invalid")',
      given_name: '@SUM(A1)',
      admitted_at: '2026-10-25T10:00:00+00:00',
    });
    const { status, body } = await census(censusFile([line]));
    expect([status, body.admitted, body.refused]).toEqual([200, 1, []]);
    const [row] = await rows('🏥 Ward 🦋');
    expect(row).toMatchObject({ bed: '=1+1' });
    expect(row?.patient?.displayName.toLowerCase()).toContain(
      '=hyperlink("http://example.invalid")',
    );
  });

  it('may be written in another encoding than it says', async () => {
    const line = censusLine(2, {
      ward: 'W1',
      local_id: 'LATIN1',
      family_name: 'Müller',
      admitted_at: '2026-10-25T10:00:00+00:00',
    });
    const file = Buffer.from(Buffer.from(censusFile([line])).toString('utf8'), 'latin1');
    expect(await census(file)).toMatchObject({ status: 200, body: { admitted: 1 } });
    const utf16 = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from(
        Buffer.from(censusFile([{ ...line, local_id: 'WIDE1', nhs_number: '' }])).toString('utf8'),
        'utf16le',
      ),
    ]);
    expect(await census(utf16)).toMatchObject({ status: 200, body: { admitted: 1 } });
    const said = message({ familyName: 'Müller', localId: 'HL7LATIN' });
    expect(await adt(Buffer.from(said.toString('utf8'), 'latin1'))).toMatchObject({ status: 200 });
    for (const localId of ['LATIN1', 'WIDE1', 'HL7LATIN']) {
      const [row] = await patientOf('W1', localId);
      expect(row?.patient?.displayName).toMatch(/^MÜLLER/i);
    }
  });

  it('may tell of the hour that London skips or has twice, and loses nobody by it', async () => {
    const times = ['2026-03-29 01:30', '2026-10-25 01:30'];
    const lines = times.map((admitted_at, n) =>
      censusLine(10 + n * 3, { ward: 'Clock', local_id: `CLOCK${n}`, admitted_at }),
    );
    const { body } = await census(censusFile(lines));
    expect([body.admitted, body.refused]).toEqual([2, []]);
    const hl7 = ['20260329013000', '20261025013000'];
    for (const admittedAt of hl7)
      expect(await adt(message({ admittedAt, ward: 'Clock' }))).toMatchObject({ status: 200 });
    const stood = (await rows('Clock')).map(({ admittedOn }) => admittedOn).sort();
    expect(stood).toEqual(['2026-03-29', '2026-03-29', '2026-10-25', '2026-10-25']);
  });

  it('may break off behind any segment or within it: each piece is answered, and kept or refused with a code', async () => {
    const triggers: Partial<AdtSaid>[] = [
      { trigger: 'A01' },
      { trigger: 'A02', bed: 'Z1' },
      { trigger: 'A03', dischargedAt: '20261026084000' },
      { trigger: 'A08' },
      { trigger: 'A11' },
      { trigger: 'A13' },
      { trigger: 'A40', ward: null, visitNumber: null },
    ];
    const before = (await rows('W1')).length;
    for (const said of triggers) {
      const whole = message(said).toString('utf8');
      const ends = [...whole.matchAll(/\r/g)].map(({ index }) => index + 1);
      const within = ends.map((end, n) => Math.floor(((ends[n - 1] ?? 0) + end) / 2));
      for (const end of [...ends.slice(0, -1), ...within]) {
        // Each piece under a number of its own, or all but the first would be kept for reusing it.
        const piece = whole.slice(0, end).replace(/\|H-\d+\|/, () => `|CUT-${(messages += 1)}|`);
        const { status, text } = await adt(Buffer.from(piece));
        expect([200, 422]).toContain(status);
        expect([piece, /\rMSA\|(AA|AE|AR)\|/.test(text)]).toEqual([piece, true]);
      }
    }
    // What was cut before it said where a patient lies put nobody anywhere twice.
    const after = await rows('W1');
    expect(after.length).toBeGreaterThanOrEqual(before);
    expect(new Set(after.map(({ patient }) => patient?.localId)).size).toBe(after.length);
  });

  it('is one stay where two feeds admit a patient at the same moment', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const localId = `TWICE${turn}`;
      const own = { localId, nhsNumber: syntheticNhsNumber(3 * (900 + turn)), bed: `T${turn}` };
      const feeds = ['PAS', 'ED', 'THEATRE'].map((application) =>
        adt(message({ ...own, application, visitNumber: null })),
      );
      const answers = await Promise.all(feeds);
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(await patientOf('W1', localId)).toHaveLength(1);
    }
  });

  it('keeps a discharge before the admission for a person, and the patient on the board', async () => {
    const own = { localId: 'EARLY', nhsNumber: null, visitNumber: 'VEARLY' };
    expect(await adt(message(own))).toMatchObject({ status: 200 });
    const early = await adt(message({ ...own, trigger: 'A03', dischargedAt: '20261026070000' }));
    expect([early.status, early.text.includes('before-admission')]).toEqual([422, true]);
    expect(await patientOf('W1', 'EARLY')).toHaveLength(1);
  });

  it('leaves a whole ledger, and no error in the log', async () => {
    expect(await ledgerFaults(api.database)).toEqual([]);
    expect(api.logged.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
  });
});
