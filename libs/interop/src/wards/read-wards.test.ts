import { describe, expect, it } from '@jest/globals';
import { readWards } from './read-wards.js';

describe('a file of wards', () => {
  it('is read by its headings, in any order and with any of three separators', () => {
    const expected = [
      { line: 2, said: { ward: 'W1', open_beds: '28' } },
      { line: 3, said: { ward: 'W2' } },
    ];
    for (const separator of [',', ';', '\t']) {
      const text = `﻿Open Beds${separator}WARD${separator}note\r\n28${separator}W1${separator}x\r\n${separator}W2\r\n`;
      const reading = readWards(Buffer.from(text));
      expect(reading).toEqual({ ok: true, lines: expected, ignored: ['note'] });
    }
  });

  it('is refused as a whole where it is no text, or nothing', () => {
    expect(readWards(Buffer.from([0xff, 0xfe, 0x41]))).toEqual({ ok: false, code: 'not-text' });
    expect(readWards(new Uint8Array())).toEqual({ ok: false, code: 'empty' });
    expect(readWards(Buffer.from('ward\n"W1'))).toEqual({ ok: false, code: 'unreadable' });
  });
});
