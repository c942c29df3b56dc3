import { describe, expect, it } from '@jest/globals';
import { adtMessage } from '../../../../test/builders/hl7.js';
import { ackAddress, buildAck } from './ack.js';
import { field, parseMessage } from './message.js';

const AT = '2026-05-01T07:30:00Z';
const ack = (
  bytes: Uint8Array,
  code: 'AA' | 'AE' | 'AR',
  reason?: string,
  place?: string,
): string =>
  buildAck(ackAddress(bytes), {
    code,
    at: AT,
    ...(reason === undefined ? {} : { reason }),
    ...(place === undefined ? {} : { place }),
  });

describe('an acknowledgement', () => {
  it('goes back to the sender with its control id', () => {
    expect(ack(Buffer.from(adtMessage({ controlId: 'M42', trigger: 'A03' })), 'AA')).toBe(
      'MSH|^~\\&|BOARDROUND|LLR|PAS|RWE|20260501073000+0000||ACK^A03^ACK|M42|P|2.4\rMSA|AA|M42\r',
    );
  });

  it('that refuses names the code and the place, and repeats nothing of the patient', () => {
    const message = adtMessage({ familyName: 'Secretname', localId: 'S777', ward: null });
    const text = ack(Buffer.from(message), 'AE', 'location-missing', 'PV1-3');
    expect(text.split('\r').slice(1)).toEqual([
      'MSA|AE|MSG-1|location-missing',
      'ERR||PV1^1^3|207^Application error^HL70357|E|location-missing',
      '',
    ]);
    expect(text).not.toMatch(/Secretname|S777|999/);
  });

  it('of something that is no message is still an acknowledgement', () => {
    for (const bytes of ['', 'hello', 'MSH|^~', 'MSH|^^^^|x', '\u0000\u0001']) {
      const text = ack(Buffer.from(bytes), 'AR', 'not-hl7', 'MSH');
      const parsed = parseMessage(text);
      expect(parsed.ok).toBe(true);
      if (parsed.ok) expect(field(parsed.message, 'MSA', 1)).toBe('AR');
    }
  });

  it('of a truncated message has its control id where the header got that far', () => {
    const bytes = Buffer.from(adtMessage({ controlId: 'M43' })).subarray(0, 75);
    expect(ack(bytes, 'AR', 'frame-unfinished')).toContain('MSA|AR|M43|');
  });

  it('cannot be given another segment by a control id', () => {
    const bytes = Buffer.from('MSH|^~\\&|A|B|C|D|20260501||ADT^A01|x\\X0D\\MSA\\F\\AA|P|2.5\r');
    const text = ack(bytes, 'AR', 'not-adt');
    expect(text.split('\r').filter((line) => line.startsWith('MSA'))).toHaveLength(1);
    expect(text).toContain('MSA|AR|x\\X0D\\MSA\\F\\AA|not-adt');
  });

  it('repeats no header value that is too long to be one', () => {
    const bytes = Buffer.from(adtMessage({ controlId: 'x'.repeat(5000) }));
    expect(ack(bytes, 'AA').length).toBeLessThan(400);
  });
});
