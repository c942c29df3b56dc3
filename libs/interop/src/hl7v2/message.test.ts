import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { USUAL_SEPARATORS } from './escape.js';
import {
  buildHeader,
  buildSegment,
  field,
  findSegment,
  parseMessage,
  repetitionCount,
  segmentsNamed,
  splitMessages,
  textAt,
  type Hl7Message,
} from './message.js';

const HEADER = 'MSH|^~\\&|PAS|RWE|BR|LLR|20260501083000||ADT^A01|M1|P|2.4';

function parsed(text: string): Hl7Message {
  const result = parseMessage(text);
  if (!result.ok) throw new Error(`refused: ${result.code} ${result.place}`);
  return result.message;
}

describe('a message', () => {
  it('is read by field numbers as HL7 counts them, MSH included', () => {
    const message = parsed(`${HEADER}\rPID|1||A1^^^RWE^MR~A2||Testcase^Ada\r`);
    expect(field(message, 'MSH', 1)).toBe('|');
    expect(field(message, 'MSH', 2)).toBe('^~\\&');
    expect(field(message, 'MSH', 10)).toBe('M1');
    expect(field(message, 'PID', 5)).toBe('Testcase^Ada');
    expect(field(message, 'PID', 99)).toBeUndefined();
    expect(field(message, 'ZZZ', 1)).toBeUndefined();
  });

  it('is read by repetition, component and subcomponent, each counted from 1', () => {
    const message = parsed(`${HEADER}\rPID|1||A1^^^RWE&2.16&ISO^MR~A2^x||O\\T\\Neil^Ada`);
    const pid = findSegment(message, 'PID');
    expect(textAt(message, pid, { field: 3 })).toBe('A1');
    expect(textAt(message, pid, { field: 3, component: 4, subcomponent: 3 })).toBe('ISO');
    expect(textAt(message, pid, { field: 3, repetition: 2, component: 2 })).toBe('x');
    expect(textAt(message, pid, { field: 3, repetition: 3 })).toBeUndefined();
    expect(textAt(message, pid, { field: 5 })).toBe('O&Neil');
    expect(pid && repetitionCount(message, pid, 3)).toBe(2);
    expect(pid && repetitionCount(message, pid, 4)).toBe(0);
  });

  it.each(['\r', '\n', '\r\n'])('may end its segments with %j', (lineEnd) => {
    const message = parsed([HEADER, 'EVN|A01', 'PID|1', ''].join(lineEnd));
    expect(message.segments.map(({ name }) => name)).toEqual(['MSH', 'EVN', 'PID']);
    expect(message.warnings).toEqual([]);
  });

  it('may mix line ends and leave blank lines', () => {
    const message = parsed(`${HEADER}\r\n\r\nEVN|A01\n\rPID|1\r\r\n`);
    expect(message.segments.map(({ name }) => name)).toEqual(['MSH', 'EVN', 'PID']);
  });

  it('may come with its frame, a byte-order mark or indentation around it', () => {
    expect(parsed(`\u000b${HEADER}\r\u001c\r`).segments).toHaveLength(1);
    expect(parsed(`\ufeff  ${HEADER}\n  EVN|A01`).segments).toHaveLength(2);
  });

  it('declares its own separators', () => {
    const message = parsed('MSH#!@%*#PAS#RWE#BR#LLR#20260501##ADT!A01#M7#P#2.5\rPID#1##9*1!x@8');
    const pid = findSegment(message, 'PID');
    expect(textAt(message, findSegment(message, 'MSH'), { field: 9, component: 2 })).toBe('A01');
    expect(textAt(message, pid, { field: 3, subcomponent: 2 })).toBe('1');
    expect(textAt(message, pid, { field: 3, repetition: 2 })).toBe('8');
  });

  it('keeps repeated segments in order', () => {
    const message = parsed(`${HEADER}\rPID|1\rPV1|1\rPID|2\rPV1|2`);
    expect(segmentsNamed(message, 'PV1').map(({ fields }) => fields[1])).toEqual(['1', '2']);
  });

  it('loses only the line that is no segment, and says which', () => {
    const message = parsed(`${HEADER}\rrest of a broken note\rPID|1`);
    expect(message.segments.map(({ name }) => name)).toEqual(['MSH', 'PID']);
    expect(message.warnings).toEqual([{ code: 'segment-unreadable', place: 'line 2' }]);
  });

  it.each([
    ['', 'not-hl7'],
    ['   ', 'not-hl7'],
    ['hello ward', 'not-hl7'],
    ['{"resourceType":"Bundle"}', 'not-hl7'],
    ['MSH|^~', 'not-hl7'],
    ['PID|1||A1\rMSH|^~\\&|x', 'not-hl7'],
    ['MSH|^~\\&', 'separators-unusable'],
    ['MSHA^~\\&A1A', 'separators-unusable'],
    ['MSH|^^^^|PAS', 'separators-unusable'],
    ['MSH|||||||', 'separators-unusable'],
    [`${HEADER}\rPID|1\r${HEADER}`, 'several-messages'],
    ['FHS|^~\\&|x\rBHS|^~\\&|x', 'batch-not-supported'],
    [`${HEADER}\r${'OBX|1\r'.repeat(6000)}`, 'too-many-segments'],
  ])('%j is refused', (text, code) => {
    expect(parseMessage(text)).toMatchObject({ ok: false, code });
  });

  it('parses whatever it is given without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(typeof parseMessage(text).ok).toBe('boolean');
        expect(typeof parseMessage(`MSH|^~\\&|${text}`).ok).toBe('boolean');
      }),
    );
  });

  it('says after parsing what was said when it was written', () => {
    const anyText = fc.string({ unit: 'grapheme' });
    const anyField = fc.array(fc.array(anyText, { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.array(anyField, { maxLength: 6 }), (fields) => {
        const message = parsed(
          [
            buildHeader(['PAS', 'RWE'], USUAL_SEPARATORS),
            buildSegment('ZZZ', fields, USUAL_SEPARATORS),
            // White space at a message's very end is taken for its frame, so something follows.
            buildSegment('ZZE', [[['end']]], USUAL_SEPARATORS),
          ].join('\r'),
        );
        for (const [f, components] of fields.entries()) {
          for (const [c, subcomponents] of components.entries()) {
            for (const [s, text] of subcomponents.entries()) {
              const at = { field: f + 1, component: c + 1, subcomponent: s + 1 };
              expect(textAt(message, findSegment(message, 'ZZZ'), at) ?? '').toBe(text);
            }
          }
        }
      }),
    );
  });
});

describe('a file of messages', () => {
  it('is split at each header, without its envelope', () => {
    const file = `FHS|^~\\&\nBHS|^~\\&\n${HEADER}\nPID|1\n\n\u000b${HEADER}\nEVN|A01\u001c\nBTS|2\nFTS|1\n`;
    expect(splitMessages(file)).toEqual([`${HEADER}\rPID|1\r`, `${HEADER}\rEVN|A01\r`]);
    expect(splitMessages('nothing here')).toEqual([]);
  });
});
