import type { CensusColumn } from './census.types.js';

/**
 * The longest value of each column, in UTF-16 units, and whether a row can do without it.
 * A ward's code is at most 40 because it is part of an address; names are as PAS systems hold them.
 */
export const COLUMNS = {
  organisation: { required: true, max: 10 },
  ward: { required: true, max: 40 },
  local_id: { required: true, max: 64 },
  admitted_at: { required: true, max: 40 },
  site: { required: false, max: 80 },
  ward_name: { required: false, max: 80 },
  bed: { required: false, max: 40 },
  nhs_number: { required: false, max: 40 },
  family_name: { required: false, max: 100 },
  given_name: { required: false, max: 100 },
  date_of_birth: { required: false, max: 40 },
  sex: { required: false, max: 40 },
  specialty: { required: false, max: 100 },
  consultant: { required: false, max: 100 },
  responsible_authority: { required: false, max: 20 },
  care_type: { required: false, max: 40 },
  expected_discharge_date: { required: false, max: 40 },
  criteria_to_reside: { required: false, max: 40 },
} as const satisfies Record<CensusColumn, { required: boolean; max: number }>;

export const COLUMN_NAMES = Object.keys(COLUMNS) as readonly CensusColumn[];

const BY_SPELLING: ReadonlyMap<string, CensusColumn> = new Map(
  COLUMN_NAMES.map((name) => [spelling(name), name]),
);

/** A heading without case, spaces and underscores: `Local ID`, `local_id` and `LOCALID` are one. */
function spelling(heading: string): string {
  return heading.toLowerCase().replace(/[\s_]/g, '');
}

/** The known column of a heading. */
export function findColumn(heading: string): CensusColumn | undefined {
  return BY_SPELLING.get(spelling(heading));
}
