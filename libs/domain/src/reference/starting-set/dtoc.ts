import type { DelayAttribution } from '../../delay/delay.js';
import { addDays } from '../../time/london.js';
import type { LocalDate } from '../../time/london.js';
import type { ReferenceRow } from '../book.js';
import type { AttributionEntry, ReasonEntry, ReasonListEntry } from '../reference.js';

/** Where no owner is named and the council is meant, ordinary residence tells which. */
interface DtocReason extends ReasonEntry {
  readonly allowed: readonly DelayAttribution[];
}

const ANY: readonly DelayAttribution[] = ['nhs', 'la', 'joint'];
const NHS: readonly DelayAttribution[] = ['nhs'];
const NOT_JOINT: readonly DelayAttribution[] = ['nhs', 'la'];

/**
 * The reasons of the national monthly return of delayed transfers of care, with the partners to
 * whom each may be put down (Monthly Delayed Transfers of Care Situation Reports, definitions and
 * guidance). The return ended in February 2020; the area still counts by it. The default
 * attribution and owner only propose.
 */
const REASONS: readonly DtocReason[] = [
  { code: 'A', name: 'Completion of assessment', attribution: 'la', allowed: ANY },
  { code: 'B', name: 'Public funding', attribution: 'nhs', owner: 'ICB-CHC', allowed: ANY },
  {
    code: 'C',
    name: 'Further NHS care outside the acute hospital',
    attribution: 'nhs',
    owner: 'LPT-COMMUNITY',
    allowed: NHS,
  },
  { code: 'D(i)', name: 'Residential home place', attribution: 'la', allowed: NOT_JOINT },
  { code: 'D(ii)', name: 'Nursing home place', attribution: 'la', allowed: ANY },
  { code: 'E', name: 'Care package at home', attribution: 'la', allowed: ANY },
  {
    code: 'F',
    name: 'Community equipment or adaptations',
    attribution: 'joint',
    owner: 'EQUIPMENT',
    allowed: ANY,
  },
  {
    code: 'G',
    name: 'Choice of patient or family',
    attribution: 'nhs',
    owner: 'FAMILY',
    allowed: NOT_JOINT,
  },
  { code: 'H', name: 'Dispute', attribution: 'nhs', owner: 'IDT', allowed: NOT_JOINT },
  {
    code: 'I',
    name: 'Housing, for patients outside the Care Act',
    attribution: 'nhs',
    owner: 'HOUSING',
    allowed: NHS,
  },
];

const OTHER: DtocReason = {
  code: 'O',
  name: 'Another reason',
  attribution: 'nhs',
  owner: 'IDT',
  allowed: ANY,
};

/** The day from which "other" could be given as a reason. */
const OTHER_FROM = '2017-04-01';
const FIRST_FROM = '2010-04-01';

export function startingDtoc(): ReferenceRow[] {
  return [
    ...version(FIRST_FROM, addDays(OTHER_FROM, -1), REASONS),
    ...version(OTHER_FROM, null, [...REASONS, OTHER]),
  ];
}

function version(
  validFrom: LocalDate,
  validTo: LocalDate | null,
  reasons: readonly DtocReason[],
): ReferenceRow[] {
  const list: ReasonListEntry = {
    list: 'dtoc',
    name: 'Delayed transfers of care',
    validFrom,
    validTo,
    reasons: reasons.map(({ allowed: _allowed, ...reason }) => reason),
  };
  const matrix: AttributionEntry = {
    list: 'dtoc',
    rules: reasons.map(({ code, allowed }) => ({ reason: code, allowed })),
  };
  return [
    { kind: 'reason-list', code: 'dtoc', validFrom, value: list },
    { kind: 'attribution', code: 'dtoc', validFrom, value: matrix },
  ];
}
