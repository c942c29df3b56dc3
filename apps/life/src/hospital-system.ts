import { connect } from 'node:net';
import type { InstantText } from '#domain';
import {
  USUAL_SEPARATORS,
  buildHeader,
  buildSegment,
  frameMessage,
  mllpDecoder,
  findSegment,
  parseMessage,
  textAt,
  writeTimestamp,
} from '#interop';
import type { FieldValue } from '#interop';

/** What a hospital's own system tells of a patient. */
export interface AdtTold {
  readonly event: 'A01' | 'A02' | 'A03' | 'A08';
  readonly organisation: string;
  readonly at: InstantText;
  readonly localId: string;
  readonly visit?: string;
  readonly person?: {
    readonly familyName: string;
    readonly givenName: string;
    readonly dateOfBirth: string;
    readonly sex: 'female' | 'male';
    readonly nhsNumber: string;
  };
  readonly place: { readonly ward: string; readonly bed: string; readonly site: string };
  readonly specialty?: string;
  readonly consultant?: string;
  readonly expectedDischargeDate?: string;
  /** A code of the national discharge destinations. */
  readonly destination?: string;
}

const SENDER = 'PAS';

/** An HL7 v2.4 message as a patient administration system sends it. */
export function adtMessage(told: AdtTold, controlId: string): string {
  const at = writeTimestamp(told.at);
  const { place, person } = told;
  const header = buildHeader(
    [
      SENDER,
      told.organisation,
      'BOARDROUND',
      'LLR',
      at,
      undefined,
      ['ADT', told.event],
      controlId,
      'P',
      '2.4',
      ...Array.from({ length: 5 }, () => undefined),
      'UNICODE UTF-8',
    ],
    USUAL_SEPARATORS,
  );
  const segments = [
    header,
    segment('EVN', { 1: told.event, 2: at }),
    patientSegment(told),
    segment('PV1', {
      1: '1',
      2: 'I',
      3: [place.ward, '', place.bed, place.site],
      7: told.consultant === undefined ? undefined : ['', told.consultant, '', '', '', 'Dr'],
      10: told.specialty,
      19: told.visit,
      36: told.destination,
      44: person === undefined ? undefined : at,
      45: told.event === 'A03' ? at : undefined,
    }),
  ];
  if (told.expectedDischargeDate !== undefined)
    segments.push(segment('PV2', { 9: told.expectedDischargeDate.replaceAll('-', '') }));
  return `${segments.join('\r')}\r`;
}

/** PID-3 repeats, for the hospital's number and the national one; what separates them may not be escaped. */
function patientSegment({ localId, organisation, person }: AdtTold): string {
  const ids = [`${localId}^^^${organisation}^MR`];
  if (person !== undefined) ids.push(`${person.nhsNumber}^^^NHS^NH`);
  const rest = segment('PID', {
    1: '1',
    3: 'ids',
    5: person === undefined ? undefined : [person.familyName, person.givenName],
    7: person?.dateOfBirth.replaceAll('-', ''),
    8: person === undefined ? undefined : person.sex === 'female' ? 'F' : 'M',
  });
  return rest.replace('|ids', `|${ids.join('~')}`);
}

function segment(name: string, fields: Readonly<Record<number, FieldValue | undefined>>): string {
  const last = Math.max(...Object.keys(fields).map(Number));
  const list = Array.from({ length: last }, (_, index) => fields[index + 1]);
  return buildSegment(name, list, USUAL_SEPARATORS);
}

/** `AA`, `AE` or `AR` as the house acknowledged; null when it gave no answer, and the message is sent again or lost to us. */
export type Acknowledged = 'AA' | 'AE' | 'AR' | null;

const ANSWER_WITHIN_MS = 10_000;

/** Sends one message over MLLP, on a connection of its own, and waits for its acknowledgement. */
export function sendAdt(
  to: { readonly host: string; readonly port: number },
  message: string,
  signal: AbortSignal,
): Promise<Acknowledged> {
  return new Promise((resolve) => {
    const decoder = mllpDecoder();
    const socket = connect({ ...to, timeout: ANSWER_WITHIN_MS });
    const end = (answer: Acknowledged) => {
      signal.removeEventListener('abort', onAbort);
      socket.destroy();
      resolve(answer);
    };
    const onAbort = () => end(null);
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) return end(null);
    socket.on('error', () => end(null));
    socket.on('timeout', () => end(null));
    socket.on('close', () => end(null));
    socket.on('connect', () => socket.write(frameMessage(message)));
    socket.on('data', (chunk: Buffer) => {
      for (const item of decoder.push(chunk))
        if (item.kind === 'frame') return end(codeOf(Buffer.from(item.bytes).toString('utf8')));
    });
  });
}

function codeOf(acknowledgement: string): Acknowledged {
  const read = parseMessage(acknowledgement);
  if (!read.ok) return null;
  const code = textAt(read.message, findSegment(read.message, 'MSA'), { field: 1 });
  return code === 'AA' || code === 'AE' || code === 'AR' ? code : null;
}
