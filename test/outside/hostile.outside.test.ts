import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Board, CensusAnswer, MarkedDay } from '#contracts';
import type { Row, WardEntry } from '#domain';
import { censusFile, censusLine, type CensusLine } from '../builders/census.js';
import type { Answer } from '../harness/http-client.js';
import { outsideBytes, outsideNames, outsideText } from './folder.js';
import { HOSPITAL, NOW, openOutsideHouse, type OutsideHouse } from './outside-house.js';

const TODAY = NOW.slice(0, 10);
const HEADER_LINES = 1;

let house: OutsideHouse;
/** Texts that have broken other people's software. */
let naughty: string[];

interface Refusal {
  readonly code?: string;
}

async function census(file: Uint8Array, source: string): Promise<Answer<CensusAnswer & Refusal>> {
  const query = new URLSearchParams({ source, takenAt: NOW, createWards: 'true' });
  const response = await fetch(`${house.api.url}/api/census?${query.toString()}`, {
    method: 'POST',
    headers: { cookie: house.admin.cookie, 'content-type': 'text/csv' },
    body: Buffer.from(file),
  });
  const text = await response.text();
  const { status, headers } = response;
  return { status, text, headers, body: JSON.parse(text) as CensusAnswer & Refusal };
}

async function rowsOf(ward: string): Promise<Map<string, Row>> {
  const at = `/api/wards/${encodeURIComponent(ward)}/board`;
  const board = await house.admin.get<Board>(at);
  expect(board.status).toBe(200);
  return new Map(board.body.rows.map((row) => [row.patient.localId ?? '', row]));
}

/** One census with a line for each text; answers which texts were refused, with what. */
async function sendTexts(source: string, line: (text: string, n: number) => CensusLine) {
  const lines = naughty.map((text, n) => censusLine(n, { nhs_number: '', ...line(text, n) }));
  const answer = await census(censusFile(lines), source);
  expect(answer.status).toBe(200);
  const refused = new Map(
    answer.body.refused.map(({ line: at, code }) => [at - HEADER_LINES - 1, code]),
  );
  expect(answer.body.admitted + refused.size).toBe(naughty.length);
  return refused;
}

/** What makes a text no value of a census: its length, or control characters. */
function refusable(text: string, max: number): boolean {
  return text.length > max || /\p{Cc}/u.test(text);
}

/** What makes a text no code of a ward: the same, or any character that cannot be seen. */
function hidden(text: string, max: number): boolean {
  return refusable(text, max) || /[\p{C}\p{Zl}\p{Zp}]/u.test(text);
}

const folded = (name: string) => name.normalize('NFKC').toLocaleUpperCase('en-GB');

describe('texts and files that have broken other software', () => {
  beforeAll(async () => {
    naughty = JSON.parse(outsideText('hostile', 'naughty-strings.json')) as string[];
    house = await openOutsideHouse([]);
  });
  afterAll(() => house.close());

  it('are names of patients like any other, or refused with a code', async () => {
    const id = (n: number) => `NAME-${n}`;
    const refused = await sendTexts('NAMES', (text, n) => ({
      ward: 'NAMES',
      bed: `N${n}`,
      local_id: id(n),
      family_name: text,
      given_name: text,
    }));
    const rows = await rowsOf('NAMES');
    for (const [n, text] of naughty.entries()) {
      const name = text.trim();
      const family = name.toLocaleUpperCase('en-GB');
      const shown = name === '' ? 'Name not known' : `${family}, ${name}`;
      if (refused.has(n)) expect(refusable(name, 100)).toBe(true);
      else expect(rows.get(id(n))?.patient.displayName).toBe(shown);
    }
  });

  it('are names of beds like any other, or refused with a code', async () => {
    const id = (n: number) => `BED-${n}`;
    const refused = await sendTexts('BEDS', (text, n) => ({
      ward: 'BEDS',
      bed: text,
      local_id: id(n),
    }));
    const rows = await rowsOf('BEDS');
    for (const [n, text] of naughty.entries()) {
      const bed = text.trim();
      if (refused.has(n)) expect(refusable(bed, 40)).toBe(true);
      else expect(rows.get(id(n))?.bed).toBe(bed === '' ? null : bed);
    }
  });

  it('are names of wards like any other, whose boards open, or refused with a code', async () => {
    const id = (n: number) => `WARD-${n}`;
    const refused = await sendTexts('WARDS', (text, n) => ({
      ward: text,
      bed: `W${n}`,
      local_id: id(n),
    }));
    const wards = (await house.admin.get<WardEntry[]>('/api/wards')).body;
    const lying = new Map<string, string>();
    for (const { code, name } of wards)
      for (const localId of (await rowsOf(code)).keys()) lying.set(localId, name);
    for (const [n, text] of naughty.entries()) {
      const name = text.trim();
      if (refused.has(n)) expect([name, name === '' || hidden(name, 40)]).toEqual([name, true]);
      else {
        // Two spellings of one name are one ward, under the name that came first.
        const shown = lying.get(id(n)) ?? 'no ward';
        expect(naughty.map((one) => one.trim())).toContain(shown);
        expect(folded(shown)).toBe(folded(name));
      }
    }
  });

  it('are notes like any other, or refused with a code', async () => {
    const [row] = (await rowsOf('BEDS')).values();
    const stay = row?.stay ?? '';
    const kept: string[] = [];
    for (const note of naughty) {
      const ifVersion = kept.length;
      const marked = await house.admin.mark<MarkedDay & Refusal>(stay, TODAY, { ifVersion, note });
      if (marked.status === 200) {
        kept.push(note.trim());
        expect(marked.body.day.note).toBe(note.trim());
      } else {
        expect([note.trim(), marked.status, marked.body.code]).toEqual(['', 400, 'malformed']);
      }
    }
    const history = await house.admin.get<{
      readonly facts: readonly { readonly note?: string }[];
    }>(`/api/stays/${encodeURIComponent(stay)}/history`);
    expect(history.body.facts.flatMap(({ note }) => note ?? [])).toEqual(kept);
    expect(kept.length).toBeGreaterThan(naughty.length / 2);
  });

  it('as files of another kind than a census are refused with a code', async () => {
    const folder = ['hostile', 'csv-spectrum', 'csvs'];
    const files = outsideNames(...folder);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const answer = await census(outsideBytes(...folder, file), file);
      expect([file, answer.status, answer.body.code]).toEqual([file, 422, 'census-refused']);
    }
  });

  it('leave the service, its ledger and its tables as they should be', async () => {
    expect(house.errors()).toEqual([]);
    expect((await house.admin.get('/api/organisations')).text).toContain(HOSPITAL);
    expect(await house.faults()).toEqual({ ledger: [], rebuild: [] });
  });
});
