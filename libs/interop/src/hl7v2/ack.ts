import { decodeMessage } from './charset.js';
import { USUAL_SEPARATORS, type Separators } from './escape.js';
import { buildHeader, buildSegment, findSegment, parseMessage, textAt } from './message.js';
import { writeTimestamp } from './timestamp.js';

/** Applied (AA), kept for a person to mend (AE), or refused: not ours to read (AR). */
export type AckCode = 'AA' | 'AE' | 'AR';

/** Who sent a message and under which id, as far as its header can be read. */
export interface AckAddress {
  readonly application?: string;
  readonly facility?: string;
  readonly receivingApplication?: string;
  readonly receivingFacility?: string;
  readonly trigger?: string;
  readonly controlId?: string;
  readonly processingId?: string;
  readonly version?: string;
}

export interface AckOptions {
  readonly code: AckCode;
  /** The service's clock, ISO 8601 with `Z`. */
  readonly at: string;
  /** Why, as one of our stable codes; never a value of the message. */
  readonly reason?: string;
  /** Where, as `PID`, `PID-3` or `PV1-3.1`. */
  readonly place?: string;
}

const OURSELVES = 'BOARDROUND';
const VERSION = '2.5';

/** HL7 table 0357, the message error conditions we have words for. */
const CONDITIONS = {
  AA: ['0', 'Message accepted'],
  AE: ['207', 'Application error'],
  AR: ['200', 'Unsupported message type'],
} satisfies Record<AckCode, [string, string]>;

/**
 * The acknowledgement of a message (original mode): MSH, MSA with the sender's control id and our
 * code, and, when it is not AA, ERR with the place and the code. Sender and receiver change seats.
 * Nothing of the message's body is repeated, so an acknowledgement may be logged.
 */
export function buildAck(address: AckAddress, options: AckOptions): string {
  const separators: Separators = USUAL_SEPARATORS;
  const controlId = address.controlId ?? '';
  const header = buildHeader(
    [
      address.receivingApplication ?? OURSELVES,
      address.receivingFacility,
      address.application,
      address.facility,
      writeTimestamp(options.at),
      undefined,
      address.trigger === undefined ? 'ACK' : ['ACK', address.trigger, 'ACK'],
      controlId === '' ? options.at.replace(/\D/g, '').slice(0, 20) : controlId,
      address.processingId ?? 'P',
      address.version ?? VERSION,
    ],
    separators,
  );
  const msa = buildSegment('MSA', [options.code, controlId, options.reason], separators);
  const segments = options.code === 'AA' ? [header, msa] : [header, msa, errorSegment(options)];
  return `${segments.join('\r')}\r`;
}

/** ERR as of v2.5; earlier receivers find the code in MSA-3 and pass over what they do not know. */
function errorSegment(options: AckOptions): string {
  const [condition, meaning] = CONDITIONS[options.code];
  const location = /^([A-Z][A-Z0-9]{2})(?:-(\d+)(?:\.(\d+))?)?$/.exec(options.place ?? '');
  const [, segment, fieldNumber, component] = location ?? [];
  const where =
    segment === undefined
      ? undefined
      : [segment, '1', ...(fieldNumber === undefined ? [] : [fieldNumber])].concat(
          component === undefined ? [] : ['1', component],
        );
  return buildSegment(
    'ERR',
    [
      undefined,
      where,
      [condition, meaning, 'HL70357'],
      'E',
      options.reason === undefined ? undefined : [options.reason],
    ],
    USUAL_SEPARATORS,
  );
}

/** What of a header an acknowledgement needs, from bytes that may be no message at all. */
export function ackAddress(bytes: Uint8Array): AckAddress {
  const firstLine = decodeMessage(bytes)
    .text.trimStart()
    .split(/[\r\n]/)[0];
  const parsed = parseMessage(firstLine ?? '');
  if (!parsed.ok) return {};
  const header = findSegment(parsed.message, 'MSH');
  const read = (field: number, component = 1): string | undefined =>
    short(textAt(parsed.message, header, { field, component }));
  const fields = {
    application: read(3),
    facility: read(4),
    receivingApplication: read(5),
    receivingFacility: read(6),
    trigger: triggerShape(read(9, 2)),
    controlId: read(10),
    processingId: read(11),
    version: read(12),
  };
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** A header's value worth repeating; a longer one is not an identifier. */
const HEADER_VALUE_MAX = 199;

function short(text: string | undefined): string | undefined {
  return text !== undefined && text.length <= HEADER_VALUE_MAX ? text : undefined;
}

function triggerShape(trigger: string | undefined): string | undefined {
  return trigger !== undefined && /^A[0-9]{2}$/.test(trigger) ? trigger : undefined;
}
