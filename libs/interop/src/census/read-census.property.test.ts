import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import type { CensusItem, CensusRow } from './census.types.js';
import { readCensus } from './read-census.js';

const HEADER = 'organisation,ward,local_id,admitted_at';
const ROW = 'RWE,W31,S1,2026-05-01T08:30:00Z';

async function readAll(bytes: Uint8Array, pieceBytes = bytes.length + 1): Promise<CensusItem[]> {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      yield await Promise.resolve(bytes.subarray(at, at + pieceBytes));
    }
  }
  const items: CensusItem[] = [];
  for await (const item of readCensus(pieces())) items.push(item);
  return items;
}

async function rowsOf(text: string): Promise<CensusRow[]> {
  const items = await readAll(Buffer.from(text, 'utf8'));
  return items.flatMap((item) => (item.kind === 'row' ? [item.row] : []));
}

describe('any bytes at all', () => {
  it('are read to the same items however they are cut, and never throw', async () => {
    const anyFile = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc
        .array(
          fc.oneof(
            fc.constantFrom(ROW, ',', '"', '\n', '\r\n', '\r', 'é', '€'),
            fc.string({ maxLength: 5 }),
          ),
          { maxLength: 30 },
        )
        .chain((parts) =>
          fc
            .constantFrom('utf8', 'win1252')
            .map((encoding) => iconv.encode(`${HEADER},bed\n${parts.join('')}`, encoding)),
        ),
    );
    await fc.assert(
      fc.asyncProperty(anyFile, fc.integer({ min: 1, max: 50 }), async (bytes, size) => {
        expect(await readAll(bytes, size)).toEqual(await readAll(bytes));
      }),
      { numRuns: 300 },
    );
  });

  it('of a file we wrote come back as they were written', async () => {
    const anyText = fc
      .string({ unit: 'grapheme', maxLength: 30 })
      .map((text) => text.trim())
      .filter((text) => text !== '' && text.length <= 40 && !/\p{Cc}/u.test(text));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ ward: anyText, bed: anyText, family_name: anyText }), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.constantFrom(',', ';', '\t'),
        async (patients, separator) => {
          const line = (values: readonly string[]): string =>
            values.map((value) => `"${value.replaceAll('"', '""')}"`).join(separator);
          const lines = patients.map(({ ward, bed, family_name }, n) =>
            line(['RWE', ward, `S${n}`, '2026-05-01T08:30:00Z', bed, family_name]),
          );
          const header = line([...HEADER.split(','), 'bed', 'family_name']);
          const rows = await rowsOf([header, ...lines].join('\r\n'));
          expect(
            rows.map(({ ward, bed, familyName }) => ({ ward, bed, family_name: familyName })),
          ).toEqual(patients);
        },
      ),
    );
  });
});
