import { syntheticNhsNumber } from './hl7.js';

/** One line of a census file by its headings. */
export type CensusLine = Readonly<Record<string, string>>;

/** A synthetic patient's line; what is given replaces what is usual. */
export function censusLine(n: number, said: CensusLine = {}): CensusLine {
  return {
    organisation: 'RWE',
    ward: 'Ward 5',
    local_id: `T${String(n).padStart(6, '0')}`,
    admitted_at: '2026-05-01T10:00:00+01:00',
    bed: `A${n}`,
    nhs_number: syntheticNhsNumber(n),
    family_name: FAMILIES[n % FAMILIES.length] ?? 'Testcase',
    given_name: 'Ada',
    date_of_birth: '1941-02-03',
    sex: 'F',
    ...said,
  };
}

/** Invented family names, none of which sounds like another. */
const FAMILIES = [
  'Abernethy',
  'Birchall',
  'Coldwater',
  'Dunmore',
  'Eastgate',
  'Furlong',
  'Greenhalgh',
];

/** The file of some lines: UTF-8, commas, every heading that any of them has. */
export function censusFile(
  lines: readonly CensusLine[],
  headings = Object.keys(censusLine(1)),
): Uint8Array {
  const all = [...new Set([...headings, ...lines.flatMap((line) => Object.keys(line))])];
  const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = lines.map((line) => all.map((heading) => quoted(line[heading] ?? '')).join(','));
  return Buffer.from([all.join(','), ...rows].join('\r\n') + '\r\n');
}
