import type { ReferenceRow } from '../book.js';
import type { ReasonEntry, ReasonListEntry } from '../reference.js';

const VALID_FROM = '2017-01-01';

/** How patients leave: the national discharge pathways. Mental health wards say who follows up. */
const PATHWAYS: readonly ReasonEntry[] = [
  { code: 'P0', name: 'Home, no new support' },
  { code: 'P1', name: 'Home with support' },
  { code: 'P2', name: 'Rehabilitation in a bed' },
  { code: 'P3', name: 'Long-term care in a bed' },
  { code: 'MH1', name: 'Community mental health team' },
  { code: 'MH2', name: 'Crisis and home treatment' },
  { code: 'MH3', name: 'Another mental health bed' },
];

const DESTINATIONS: readonly ReasonEntry[] = [
  { code: 'home', name: 'Own home' },
  { code: 'family', name: 'Home of family or friends' },
  { code: 'sheltered', name: 'Sheltered or extra care housing' },
  { code: 'care-home', name: 'Residential home' },
  { code: 'nursing-home', name: 'Nursing home' },
  { code: 'community-bed', name: 'Community hospital or rehabilitation bed' },
  { code: 'hospital', name: 'Another hospital' },
  { code: 'hospice', name: 'Hospice' },
  { code: 'temporary', name: 'Temporary accommodation' },
  { code: 'other', name: 'Elsewhere' },
];

const TRANSPORT: readonly ReasonEntry[] = [
  { code: 'own', name: 'Own way or family' },
  { code: 'taxi', name: 'Taxi' },
  { code: 'car', name: 'Hospital car' },
  { code: 'wheelchair', name: 'Ambulance, wheelchair' },
  { code: 'stretcher', name: 'Ambulance, stretcher' },
];

/** The codes of a plan: pathway, destination and transport. Starting lists: the system edits them. */
export function startingLeaving(): ReferenceRow[] {
  return [
    listOf('pathways', 'How patients leave', PATHWAYS),
    listOf('destinations', 'Where patients go', DESTINATIONS),
    listOf('discharge-transport', 'How they get there', TRANSPORT),
  ];
}

function listOf(list: string, name: string, reasons: readonly ReasonEntry[]): ReferenceRow {
  const value: ReasonListEntry = { list, name, validFrom: VALID_FROM, validTo: null, reasons };
  return { kind: 'reason-list', code: list, validFrom: VALID_FROM, value };
}
