import { describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import type { CensusItem, CensusRow } from './census.types.js';
import { readCensus } from './read-census.js';

const HEADER = 'organisation,ward,local_id,admitted_at';
const ROW = 'RWE,W31,S1,2026-05-01T08:30:00Z';

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    yield await Promise.resolve(bytes.subarray(at, at + size));
  }
}

async function readAll(source: string | Uint8Array, pieceBytes?: number): Promise<CensusItem[]> {
  const bytes = typeof source === 'string' ? Buffer.from(source, 'utf8') : source;
  const items: CensusItem[] = [];
  const census = readCensus(pieceBytes === undefined ? bytes : inPieces(bytes, pieceBytes));
  for await (const item of census) items.push(item);
  return items;
}

async function rowsOf(source: string | Uint8Array): Promise<CensusRow[]> {
  return (await readAll(source)).flatMap((item) => (item.kind === 'row' ? [item.row] : []));
}

/** One row with the given columns beside the required ones. */
async function readWith(columns: Readonly<Record<string, string>>): Promise<CensusItem[]> {
  const quoted = Object.values(columns).map((value) => `"${value.replaceAll('"', '""')}"`);
  return readAll(`${[HEADER, ...Object.keys(columns)].join(',')}\n${[ROW, ...quoted].join(',')}\n`);
}

describe('a census file', () => {
  it('gives a row for each patient, with the line it stands on', async () => {
    expect(await readAll(`${HEADER}\n${ROW}\nRWE,W31,S2,01/05/2026 09:00\n`)).toEqual([
      {
        kind: 'row',
        line: 2,
        row: {
          organisation: 'RWE',
          ward: 'W31',
          localId: 'S1',
          admittedAt: '2026-05-01T08:30:00Z',
        },
      },
      {
        kind: 'row',
        line: 3,
        row: {
          organisation: 'RWE',
          ward: 'W31',
          localId: 'S2',
          admittedAt: '2026-05-01T08:00:00Z',
        },
      },
    ]);
  });

  it('reads every column it knows', async () => {
    const [item] = await readWith({
      site: 'RWEAA',
      ward_name: 'Ward 31 "Respiratory"',
      bed: '07',
      nhs_number: '999 000 0018',
      family_name: "O'Brien, née Söhne",
      given_name: 'Ada 😀',
      date_of_birth: '03/02/1941',
      sex: 'F',
      specialty: 'Respiratory',
      consultant: '=HYPERLINK("x")',
      responsible_authority: 'e06000016',
      care_type: 'Non-Acute',
      expected_discharge_date: '2026-05-09',
      criteria_to_reside: 'Y',
    });
    expect(item).toEqual({
      kind: 'row',
      line: 2,
      row: {
        organisation: 'RWE',
        ward: 'W31',
        localId: 'S1',
        admittedAt: '2026-05-01T08:30:00Z',
        site: 'RWEAA',
        wardName: 'Ward 31 "Respiratory"',
        bed: '07',
        nhsNumber: '9990000018',
        familyName: "O'Brien, née Söhne",
        givenName: 'Ada 😀',
        dateOfBirth: '1941-02-03',
        sex: 'female',
        specialty: 'Respiratory',
        consultant: '=HYPERLINK("x")',
        responsibleAuthority: 'E06000016',
        careType: 'non-acute',
        expectedDischargeDate: '2026-05-09',
        criteriaToReside: true,
      },
    });
  });

  it.each([',', ';', '\t'])('may be separated by %j, in any column order', async (separator) => {
    const file = [
      ['Admitted At', 'bed', 'LOCAL_ID', 'Ward', 'Organisation'],
      ['01/05/2026 09:30', 'a,b;c', 'S1', 'W31', 'rwe'],
    ]
      .map((line) => line.map((value) => `"${value}"`).join(separator))
      .join('\r\n');
    expect(await rowsOf(file)).toEqual([
      {
        organisation: 'RWE',
        ward: 'W31',
        localId: 'S1',
        admittedAt: '2026-05-01T08:30:00Z',
        bed: 'a,b;c',
      },
    ]);
  });

  it('may declare its separator as spreadsheets do, and begin with blank lines', async () => {
    const items = await readAll(
      `sep=;\r\n\r\n${HEADER.replaceAll(',', ';')}\r\n${ROW.replaceAll(',', ';')}`,
    );
    expect(items).toMatchObject([{ kind: 'row', line: 4, row: { localId: 'S1' } }]);
  });

  it.each(['\n', '\r\n', '\r'])('may end its lines with %j', async (end) => {
    const items = await readAll(
      [HEADER, ROW, '', ROW, ',,,', ROW.replace('RWE', '?'), ''].join(end),
    );
    expect(items).toMatchObject([
      { kind: 'row', line: 2 },
      { kind: 'row', line: 4 },
      { kind: 'refused', line: 6 },
    ]);
  });

  it.each(['utf8', 'utf8-bom', 'win1252', 'utf16le-bom'])(
    'may be written in %s',
    async (encoding) => {
      const text = `${HEADER},family_name\n${ROW},Zörb – €\n${ROW},Ágnes\n`;
      const bytes =
        encoding === 'utf16le-bom'
          ? Buffer.from(`\ufeff${text}`, 'utf16le')
          : encoding === 'win1252'
            ? iconv.encode(text, 'win1252')
            : Buffer.from(encoding === 'utf8' ? text : `\ufeff${text}`, 'utf8');
      for (const size of [1, 7, 100_000]) {
        const items = await readAll(bytes, size);
        expect(items.map((item) => item.kind === 'row' && item.row.familyName)).toEqual([
          'Zörb – €',
          'Ágnes',
        ]);
      }
    },
  );

  it('in two encodings at once reads each line in its own, with a warning', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${HEADER},family_name\n${ROW},Zörb\n`, 'utf8'),
      iconv.encode(`${ROW},Söhne\n`, 'win1252'),
      Buffer.from(`${ROW},Ágnes\n`, 'utf8'),
    ]);
    const items = await readAll(bytes);
    expect(items.filter(({ kind }) => kind === 'warning')).toEqual([
      { kind: 'warning', code: 'encoding-mixed' },
    ]);
    expect(items.flatMap((item) => (item.kind === 'row' ? [item.row.familyName] : []))).toEqual([
      'Zörb',
      'Söhne',
      'Ágnes',
    ]);
  });

  it('keeps columns it has no use for, and names them once', async () => {
    const items = await readWith({ 'Smoking status': 'no', comments: 'two\nlines' });
    expect(items).toMatchObject([
      { kind: 'warning', code: 'column-ignored', field: 'Smoking status' },
      { kind: 'warning', code: 'column-ignored', field: 'comments' },
      { kind: 'row', line: 2, row: { others: { 'Smoking status': 'no', comments: 'two\nlines' } } },
    ]);
  });

  it('counts lines rightly past a value with line breaks', async () => {
    const items = await readAll(`${HEADER},note\n${ROW},"a\nb\nc"\n${ROW},x\n`);
    expect(items.slice(1)).toMatchObject([{ line: 2 }, { line: 5 }]);
  });
});

describe('a row', () => {
  it.each([
    ['bed', 'x'.repeat(41), 'too-long'],
    ['family_name', 'x'.repeat(101), 'too-long'],
    ['given_name', 'Ada\u0000', 'control-character'],
    ['bed', 'a\u001bb', 'control-character'],
    ['consultant', 'two\nlines', 'line-break'],
  ])('with a bad %s is refused by its column (%#)', async (field, value, code) => {
    expect(await readWith({ [field]: value })).toMatchObject([
      { kind: 'refused', line: 2, field, code },
    ]);
  });

  it.each([
    [',W31,S1,2026-05-01', 'organisation', 'required'],
    ['RWE, ,S1,2026-05-01', 'ward', 'required'],
    ['RWE,W31,,2026-05-01', 'local_id', 'required'],
    ['RWE,W31,S1,', 'admitted_at', 'required'],
    ['R W E,W31,S1,2026-05-01', 'organisation', 'malformed'],
    ['RWE,W31,S1,05/31/2026', 'admitted_at', 'time-unreadable'],
    [`RWE,${'W'.repeat(41)},S1,2026-05-01`, 'ward', 'too-long'],
    ['RWE,W31,S1', '', 'column-count'],
    ['RWE,W31,Smith, J,S1,2026-05-01', '', 'column-count'],
  ])('%j is refused at %j', async (row, field, code) => {
    const items = await readAll(`${HEADER}\n${row}\n${ROW}\n`);
    expect(items).toMatchObject([
      { kind: 'refused', line: 2, field, code },
      { kind: 'row', line: 3 },
    ]);
  });

  it('that is refused leaves what could tell whose it was', async () => {
    const file = `${HEADER},bed,nhs_number\nrwe,W31,S1,never,07,9990000018\n`;
    expect(await readAll(file)).toMatchObject([
      {
        kind: 'refused',
        code: 'time-unreadable',
        traces: {
          organisation: 'RWE',
          ward: 'W31',
          localId: 'S1',
          bed: '07',
          nhsNumber: '9990000018',
        },
      },
    ]);
  });

  it('whose values were shifted or swallowed others leaves no trace: it could be anybody', async () => {
    const shifted = await readAll(`${HEADER}\nRWE,W31,x,S1,2026-05-01\n`);
    expect(shifted).toMatchObject([{ code: 'column-count', traces: {} }]);
    const swallowed = await readAll(
      `${HEADER},bed\n${ROW},"07\n${ROW},08\n${ROW},09"\n${ROW},10\n`,
    );
    expect(swallowed).toEqual([
      { kind: 'refused', line: 2, field: 'bed', code: 'line-break', traces: {} },
      expect.objectContaining({ kind: 'row', line: 5 }),
    ]);
  });

  it('may have empty columns too many, as spreadsheets leave them', async () => {
    expect(await rowsOf(`${HEADER}\n${ROW},,,\n`)).toHaveLength(1);
  });

  it('with a doubtful optional value loses the value, never the patient', async () => {
    const items = await readWith({
      nhs_number: '9990000019',
      date_of_birth: '31/02/1941',
      sex: 'Q',
      care_type: 'constructor',
      expected_discharge_date: 'soon',
      criteria_to_reside: 'maybe',
    });
    expect(items).toEqual([
      { kind: 'warning', line: 2, code: 'nhs-number-invalid', field: 'nhs_number' },
      { kind: 'warning', line: 2, code: 'date-unreadable', field: 'date_of_birth' },
      { kind: 'warning', line: 2, code: 'code-unknown', field: 'sex' },
      { kind: 'warning', line: 2, code: 'code-unknown', field: 'care_type' },
      { kind: 'warning', line: 2, code: 'date-unreadable', field: 'expected_discharge_date' },
      { kind: 'warning', line: 2, code: 'code-unknown', field: 'criteria_to_reside' },
      expect.objectContaining({ kind: 'row', line: 2 }),
    ]);
  });

  it.each([
    ['29/03/2026 01:30', 'local-time-missing'],
    ['25/10/2026 01:30', 'local-time-doubled'],
    ['25/10/2026', 'time-of-day-missing'],
  ])('admitted at %s says what was assumed', async (time, code) => {
    expect(await readAll(`${HEADER}\nRWE,W31,S1,${time}\n`)).toMatchObject([
      { kind: 'warning', code, line: 2, field: 'admitted_at' },
      { kind: 'row' },
    ]);
  });

  it('keeps a stray quotation mark as text', async () => {
    const [row] = await rowsOf(`${HEADER},family_name\n${ROW},O"Brien\n`);
    expect(row?.familyName).toBe('O"Brien');
  });
});

describe('a file that is no census', () => {
  it.each<[string, string | Uint8Array, string, string | undefined]>([
    ['is empty', '', 'empty', undefined],
    ['is blank', '\ufeff \r\n\n\t\n', 'empty', undefined],
    ['has no header', `${ROW}\n${ROW}\n`, 'no-header', undefined],
    ['lacks a column', 'organisation,ward,local_id\nRWE,W31,S1\n', 'column-missing', 'admitted_at'],
    ['doubles a column', `${HEADER},Local ID\n${ROW},S2\n`, 'column-doubled', 'local_id'],
    [
      'is a spreadsheet',
      Buffer.from('PK\u0003\u0004\u0014\u0000\u0006\u0000'),
      'not-text',
      undefined,
    ],
    [
      'has 10,000 columns',
      `${HEADER}${',x'.repeat(10_000)}\n${ROW}\n`,
      'too-many-columns',
      undefined,
    ],
    [
      'is one endless value',
      `${HEADER}\n${ROW}\n"${'x'.repeat(1_100_000)}`,
      'row-too-long',
      undefined,
    ],
  ])('because it %s is refused as a whole', async (_, file, code, field) => {
    expect((await readAll(file)).at(-1)).toEqual({
      kind: 'file-refused',
      code,
      ...(field === undefined ? {} : { field }),
    });
  });

  it('names no heading of a file without header, since they are data', async () => {
    const items = await readAll('RWE,W31,S1,2026-05-01,Secretname\n');
    expect(JSON.stringify(items)).not.toContain('Secretname');
  });

  it('whose quotation mark is never closed holds everybody from that line on', async () => {
    const items = await readAll(`${HEADER},bed\n${ROW},06\n${ROW},"07\n${ROW},08\n`);
    expect(items).toMatchObject([
      { kind: 'row', line: 2 },
      { kind: 'refused', line: 3, field: '', code: 'quote-not-closed', traces: {} },
    ]);
  });

  it('ends with the error of a source that breaks off', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(Buffer.from(`${HEADER}\n${ROW}\n`.repeat(1000)));
      throw new Error('the connection is gone');
    }
    await expect(
      (async () => {
        for await (const item of readCensus(broken())) expect(item).toBeDefined();
      })(),
    ).rejects.toThrow('the connection is gone');
  });
});
