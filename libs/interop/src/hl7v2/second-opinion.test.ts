import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HL7Message } from 'hl7v2';
import { adtMessage, syntheticNhsNumber } from '../../../../test/builders/hl7.js';
import { findSegment, parseMessage, textAt, type Hl7Message } from './message.js';

/** Fields both parsers know, as [segment, field, component]; the other names parts by data type. */
const PLACES: readonly [string, number, number][] = [
  ['MSH', 3, 1],
  ['MSH', 4, 1],
  ['MSH', 9, 1],
  ['MSH', 9, 2],
  ['MSH', 10, 1],
  ['PID', 3, 1],
  ['PID', 3, 4],
  ['PID', 5, 1],
  ['PID', 5, 2],
  ['PV1', 3, 1],
  ['PV1', 3, 3],
  ['PV1', 3, 4],
  ['PV1', 19, 1],
];

function ours(message: Hl7Message, [segment, field, component]: [string, number, number]): string {
  return textAt(message, findSegment(message, segment), { field, component }) ?? '';
}

function theirs(
  message: HL7Message,
  [segment, field, component]: [string, number, number],
): string {
  const value: unknown = message.getSegment(segment)?.field(field).getValue(component);
  return typeof value === 'string' ? value : '';
}

describe('a second parser, hl7v2 by others', () => {
  it('reads the same values from the messages we write', () => {
    const anyName = fc
      .stringMatching(/^[A-Za-z0-9À-ž '()|^~\\&.-]{1,20}$/)
      .map((name) => name.trim())
      .filter((name) => name !== '');
    const anyCode = fc.stringMatching(/^[A-Z0-9]{1,8}$/);
    fc.assert(
      fc.property(
        fc.record({
          familyName: anyName,
          givenName: anyName,
          ward: anyName,
          bed: anyCode,
          localId: anyCode,
          controlId: anyCode,
          nhsNumber: fc.nat(90_000).map(syntheticNhsNumber),
          trigger: fc.constantFrom('A01', 'A02', 'A03', 'A08'),
        }),
        (said) => {
          const text = adtMessage(said);
          const parsed = parseMessage(text);
          expect(parsed.ok).toBe(true);
          if (!parsed.ok) return;
          const other = HL7Message.parse(text);
          for (const place of PLACES) {
            expect([place, ours(parsed.message, place)]).toEqual([place, theirs(other, place)]);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
