import { createHash } from 'node:crypto';

/** Version of the form of fact bodies; a new form of a type gets a new number and an upcaster. */
export const FACT_VERSION = 1;

/** A fact as it stands in the ledger, with everything that its hash covers. */
export interface LedgerFact {
  readonly organisation: string;
  readonly stream: string;
  readonly seq: number;
  readonly type: string;
  readonly typeVersion: number;
  /** The very text that was hashed. */
  readonly body: string;
  /** UTC with milliseconds and `Z`. */
  readonly at: string;
  readonly recordedAt: string;
  readonly by: string;
  readonly onBehalfOf: string | null;
  readonly commandId: string;
  readonly ward: string | null;
  readonly wardVersion: number | null;
}

/** What a stream's first fact is chained to. */
export const CHAIN_START = Buffer.alloc(0);

/**
 * hash = SHA-256(previous hash, header, body), the header being the fact's particulars a line each.
 * The database computes the same in `write_command`; a test compares the two.
 */
export function chained(previous: Buffer, fact: LedgerFact): Buffer {
  const text = [
    fact.organisation,
    fact.stream,
    fact.seq,
    fact.type,
    fact.typeVersion,
    fact.at,
    fact.recordedAt,
    fact.by,
    fact.onBehalfOf ?? '',
    fact.commandId,
    fact.ward ?? '',
    fact.wardVersion ?? '',
    fact.body,
  ].join('\n');
  return createHash('sha256').update(previous).update(text, 'utf8').digest();
}
