import type { ReferenceRow } from '../book.js';
import type { OrganisationEntry, SiteEntry } from '../reference.js';
import { rowsOf } from './row.js';

/**
 * The bodies of Leicester, Leicestershire and Rutland: providers and the board by their ODS codes,
 * councils by their ONS codes (Organisation Data Service; ONS register of geographic codes).
 */
const ORGANISATIONS = [
  { code: 'RWE', name: 'University Hospitals of Leicester NHS Trust', kind: 'provider' },
  { code: 'RT5', name: 'Leicestershire Partnership NHS Trust', kind: 'provider' },
  {
    code: 'QK1',
    name: 'NHS Leicester, Leicestershire and Rutland Integrated Care Board',
    kind: 'icb',
  },
  { code: 'E06000016', name: 'Leicester City Council', kind: 'council' },
  { code: 'E10000018', name: 'Leicestershire County Council', kind: 'council' },
  { code: 'E06000017', name: 'Rutland County Council', kind: 'council' },
] as const satisfies readonly OrganisationEntry[];

/**
 * Hospital sites. Codes of the form `RT5-…` are this service's own, for buildings whose ODS site
 * code is not in the public lists we hold; a trust replaces them with its own.
 */
const SITES = [
  { code: 'RWEAA', name: 'Leicester Royal Infirmary', organisation: 'RWE' },
  { code: 'RWEAE', name: 'Glenfield Hospital', organisation: 'RWE' },
  { code: 'RWEAK', name: 'Leicester General Hospital', organisation: 'RWE' },
  { code: 'RT5PE', name: 'Coalville Community Hospital', organisation: 'RT5' },
  { code: 'RY8DJ', name: 'Hinckley and Bosworth Community Hospital', organisation: 'RT5' },
  { code: 'RT5PD', name: 'Loughborough Hospital', organisation: 'RT5' },
  { code: 'RT5PA', name: 'Melton Mowbray Hospital', organisation: 'RT5' },
  { code: 'RT5PC', name: 'Rutland Memorial Hospital', organisation: 'RT5' },
  { code: 'RT5PH', name: 'Feilding Palmer Hospital', organisation: 'RT5' },
  { code: 'RT5-STLUKES', name: "St Luke's Hospital, Market Harborough", organisation: 'RT5' },
  { code: 'RT5-EVINGTON', name: 'Evington Centre', organisation: 'RT5' },
  { code: 'RT5-BRADGATE', name: 'Bradgate Mental Health Unit', organisation: 'RT5' },
  { code: 'RT5-HOME', name: 'At home, under a virtual ward', organisation: 'RT5' },
] as const satisfies readonly SiteEntry[];

export function startingOrganisations(): ReferenceRow[] {
  return [
    ...rowsOf('organisation', '2010-04-01', ORGANISATIONS),
    ...rowsOf('site', '2010-04-01', SITES),
  ];
}
