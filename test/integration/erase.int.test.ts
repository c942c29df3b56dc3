import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Board, CensusAnswer } from '#contracts';
import { erasePatient, patientNamed } from '#flow';
import { SERVICE } from '#persistence';
import { censusFile, censusLine } from '../builders/census.js';
import { adtMessage, syntheticNhsNumber } from '../builders/hl7.js';
import { startSmallApi } from '../harness/api.js';
import { eventually } from '../harness/eventually.js';
import type { HttpClient } from '../harness/http-client.js';
import { behindTheBack } from '../harness/open-house.js';
import { ledgerFaults } from '../harness/whole-ledger.js';

const NOW = '2026-05-04T09:00:00.000Z';
const WORDS = {
  family_name: 'Quillfeather',
  given_name: 'Theodora',
  local_id: 'S7654321',
  nhs_number: syntheticNhsNumber(777),
};
/** Any of the patient's words, in any table, as bytes or as text. */
const ANY = /Quillfeather|Theodora|S7654321|Z8888888/i;

describe('a patient whose words are erased', () => {
  let api: Awaited<ReturnType<typeof startSmallApi>>;
  let admin: HttpClient;
  let stay = '';
  beforeAll(async () => {
    api = await startSmallApi({ now: NOW, wards: [{ code: 'W1', patients: 3 }] });
    admin = await api.as('admin');
  });
  afterAll(() => api.close());

  const adt = (own: object, source = 'PAS') =>
    admin.send(
      'POST',
      `/api/adt?source=${source}`,
      adtMessage({
        localId: WORDS.local_id,
        nhsNumber: WORDS.nhs_number,
        familyName: WORDS.family_name,
        givenName: WORDS.given_name,
        visitNumber: 'V7654321',
        ward: 'W1',
        bed: 'E1',
        recordedAt: '20260504083000',
        admittedAt: '20260504081500',
        ...own,
      }),
      'application/hl7-v2',
    );
  const census = (lines: Parameters<typeof censusFile>[0], takenAt: string) =>
    admin.send<CensusAnswer>(
      'POST',
      `/api/census?source=FILES&takenAt=${encodeURIComponent(takenAt)}&complete=list`,
      Buffer.from(censusFile(lines)).toString(),
      'text/csv',
    );
  /** Every row of every table that holds a word of the patient. */
  const found = () =>
    behindTheBack(api.database, async (client) => {
      const tables = await client.query<{ name: string }>(
        `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
      );
      const places: string[] = [];
      for (const { name } of tables.rows) {
        const { rows } = await client.query<Record<string, unknown>>(`SELECT * FROM ${name}`);
        for (const row of rows)
          for (const [column, value] of Object.entries(row)) {
            const text = Buffer.isBuffer(value) ? value.toString() : JSON.stringify(value);
            if (ANY.test(text) || text.includes(WORDS.nhs_number)) places.push(`${name}.${column}`);
          }
      }
      return places;
    });

  it('lies in what feeds sent, applied or kept for a person, in files and in their refused rows', async () => {
    expect((await adt({ controlId: 'E-1' })).status).toBe(200);
    // What names no stay: no ward, another source, a message that was cut.
    expect((await adt({ controlId: 'E-2', ward: null })).status).toBe(422);
    await adt({ controlId: 'E-3', ward: null, localId: 'Z8888888' }, 'OTHER');
    const cut = `MSH|^~\\&|PAS|RWE|||20260504083000||ADT^A01|E-4|P|2.4\rPID|1||${WORDS.local_id}^^^RWE\r`;
    await admin.send('POST', '/api/adt?source=PAS', cut, 'application/hl7-v2');
    const lines = [
      censusLine(401, { ward: 'W1', bed: 'E2' }),
      censusLine(402, { ward: 'W1', bed: 'E1', ...WORDS }),
      censusLine(403, { ward: 'W1', bed: 'E3' }),
    ];
    expect((await census(lines, '2026-05-04T08:40:00Z')).status).toBe(200);
    const bad = censusLine(404, { ward: 'W1', ...WORDS, admitted_at: 'yesterday' });
    expect((await census([bad], '2026-05-04T08:50:00Z')).body.refused).toHaveLength(1);
    const board = await admin.get<Board>('/api/wards/W1/board');
    const row = board.body.rows.find(({ patient }) => patient.localId === WORDS.local_id);
    stay = row?.stay ?? '';
    const commandId = randomUUID();
    const marked = await admin.mark(stay, '2026-05-04', { commandId, note: 'Quillfeather waits' });
    expect(marked.status).toBe(200);
    const places = new Set(await found());
    for (const place of ['patient.family_name', 'inbound.body', 'note.words'])
      expect([...places]).toContain(place);
  });

  it('is in no table any more, and no one else is touched', async () => {
    const before = await bodies();
    const screen = await api.screen('admin');
    await screen.watchWard('W1');
    const { house } = api.opened;
    const patient = await patientNamed(house, stay);
    expect(patient).not.toBeNull();
    expect(await erasePatient(house, 'RWE', patient ?? '')).toBe(true);
    expect(await found()).toEqual([]);
    expect(await erasePatient(house, 'RWE', patient ?? '')).toBe(false);
    const after = await bodies();
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    const files = after.filter(({ text }) => text.startsWith('organisation'));
    expect(files).toHaveLength(2);
    expect(files[0]?.text).toContain('T000401');
    expect(files[0]?.text.split('\n')[2]?.trim()).toBe('');
    expect(files[0]?.text).toContain('T000403');
    const others = await admin.get<Board>('/api/wards/W1/board');
    const [row] = others.body.rows.filter((one) => one.stay === stay);
    expect(row?.patient.localId ?? null).toBeNull();
    expect(others.text).toContain('T000401');
    // The screens learn of it as of any change.
    await eventually(() => expect(JSON.stringify([...screen.rows.values()])).not.toMatch(ANY));
    expect(screen.faults).toEqual([]);
  });

  it('leaves the ledger whole, and says in the history of the stay that it was done', async () => {
    expect(await ledgerFaults(api.database)).toEqual([]);
    const history = await admin.get<{ facts: { type: string }[] }>(`/api/stays/${stay}/history`);
    const types = history.body.facts.map(({ type }) => type);
    expect(types.filter((type) => type === 'patient-erased')).toHaveLength(1);
    expect(history.text).not.toMatch(ANY);
  });

  it('does not come back by a message or a file that is sent once more', async () => {
    expect((await adt({ controlId: 'E-1' })).status).toBe(200);
    const lines = [
      censusLine(401, { ward: 'W1', bed: 'E2' }),
      censusLine(402, { ward: 'W1', bed: 'E1', ...WORDS }),
      censusLine(403, { ward: 'W1', bed: 'E3' }),
    ];
    await census(lines, '2026-05-04T08:40:00Z');
    expect(await found()).toEqual([]);
  });

  async function bodies() {
    const rows = await api.opened.house.persistence
      .as(SERVICE)
      .query<{ id: string; body: Buffer }>(
        'SELECT id, body FROM inbound ORDER BY received_at, kind, id',
      );
    return rows.map(({ id, body }) => ({ id, text: body.toString() }));
  }
});
