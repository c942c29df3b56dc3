import type { InstantText } from '#domain';

/**
 * Why a file, row or message is kept for a person, and what helps: `again`, trying it once more when what it waited
 * for has been mended or has come; `mend`, its sender putting it right and sending it anew.
 */
export const INBOUND_CODES = {
  'source-unknown': 'again',
  'organisation-unknown': 'again',
  'ward-unknown': 'again',
  'stay-unknown': 'again',
  'stay-ended': 'again',
  'later-fact': 'again',
  'before-admission': 'again',
  'other-stay-open': 'again',
  'time-in-future': 'again',
  'control-id-reused': 'again',
  'ward-malformed': 'mend',
  'patient-missing': 'mend',
  'location-missing': 'mend',
  'merge-missing': 'mend',
  'second-patient-missing': 'mend',
  'trigger-missing': 'mend',
  'time-missing': 'mend',
  'time-unreadable': 'mend',
  'time-too-old': 'mend',
  'too-long': 'mend',
  'not-adt': 'mend',
  'not-hl7': 'mend',
  'separators-unusable': 'mend',
  'several-messages': 'mend',
  'batch-not-supported': 'mend',
  'too-many-segments': 'mend',
  required: 'mend',
  malformed: 'mend',
  'control-character': 'mend',
  'line-break': 'mend',
  'column-count': 'mend',
  'quote-not-closed': 'mend',
  'row-doubled': 'mend',
  'rows-refused': 'mend',
  superseded: 'mend',
  'census-refused': 'mend',
  'census-too-different': 'mend',
  'not-allowed': 'mend',
  empty: 'mend',
  'no-header': 'mend',
  'column-missing': 'mend',
  'column-doubled': 'mend',
  'not-text': 'mend',
  'too-many-columns': 'mend',
  'row-too-long': 'mend',
} as const satisfies Record<string, 'again' | 'mend'>;

export type InboundCode = keyof typeof INBOUND_CODES;

/** One file, row or message that was kept, as a person who mends it sees it in the list: nothing of a patient. */
export interface InboundItem {
  readonly id: string;
  readonly source: string;
  readonly kind: string;
  readonly receivedAt: InstantText;
  readonly state: string;
  readonly code: string | null;
  readonly place: string | null;
  /** Of a message: the number that its sender gave it (MSH-10), and its event. */
  readonly controlId: string | null;
  readonly event: string | null;
  /** The ward as the feed calls it. */
  readonly ward: string | null;
  /** Whether trying it once more can help. */
  readonly again: boolean;
}

/** `GET /inbound`, the latest first. */
export interface InboundList {
  readonly items: readonly InboundItem[];
  readonly next: string | null;
}

/** `GET /inbound/{id}` */
export interface InboundDetail extends InboundItem {
  /** What was sent, as text; null for whoever may not see patients by name, and of a whole file. */
  readonly text: string | null;
}
