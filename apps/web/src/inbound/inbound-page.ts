import type { InstantText } from '#domain';

/** One file, row or message that was kept, without its words. */
export interface InboundItem {
  readonly id: string;
  readonly source: string;
  readonly kind: string;
  readonly receivedAt: InstantText;
  readonly state: string;
  readonly code: string | null;
  readonly place: string | null;
}

/** A page of `GET /inbound`, the latest first. */
export interface InboundPage {
  readonly items: readonly InboundItem[];
  readonly next: string | null;
}
