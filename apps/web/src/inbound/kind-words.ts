import type { InboundItem } from '#contracts';

/** The events of HL7 that this service uses, as a person says them. */
const EVENTS: Readonly<Record<string, string>> = {
  A01: 'Admission',
  A02: 'Transfer',
  A03: 'Discharge',
  A04: 'Registration',
  A05: 'Admission to come',
  A08: 'Update',
  A11: 'Admission cancelled',
  A12: 'Transfer cancelled',
  A13: 'Discharge cancelled',
  A17: 'Two exchange beds',
  A21: 'On leave',
  A22: 'Back from leave',
  A23: 'Stay deleted',
  A28: 'New person',
  A31: 'Person updated',
  A34: 'Records merged',
  A40: 'Records merged',
};

const KINDS: Readonly<Record<string, string>> = {
  census: 'Census file',
  'census-row': 'Row of a census file',
  adt: 'Message',
};

/** "Admission (A01)", "Row of a census file" */
export function kindWords({ kind, event }: Pick<InboundItem, 'kind' | 'event'>): string {
  if (event === null) return KINDS[kind] ?? kind;
  return `${EVENTS[event] ?? 'Message'} (${event})`;
}
