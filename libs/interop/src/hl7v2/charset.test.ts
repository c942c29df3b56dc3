import { describe, expect, it } from '@jest/globals';
import { decodeMessage } from './charset.js';

function bytesOf(charset: string, name: string, encoding: BufferEncoding): Uint8Array {
  const header = `MSH|^~\\&|PAS|RWE|||20260501||ADT^A01|M1|P|2.5||||||${charset}\r`;
  return Buffer.from(`${header}PID|1||A1||${name}\r`, encoding);
}

describe('the character set of a message', () => {
  it.each([
    ['UNICODE UTF-8', 'utf8'],
    ['8859/1', 'latin1'],
    ['', 'utf8'],
    ['', 'latin1'],
    ['ASCII~8859/1', 'utf8'],
  ] as const)('said to be %j and sent as %s keeps the name', (charset, encoding) => {
    const decoded = decodeMessage(bytesOf(charset, 'Zörb', encoding));
    expect(decoded.text).toContain('Zörb');
    expect(decoded.warnings).toEqual([]);
  });

  it('said to be UTF-8 and sent as Windows-1252 keeps the name, with a warning', () => {
    const decoded = decodeMessage(bytesOf('UNICODE UTF-8', 'Zörb', 'latin1'));
    expect(decoded.text).toContain('Zörb');
    expect(decoded.warnings).toEqual([{ code: 'charset-mismatch', place: 'MSH-18' }]);
  });

  it('that we do not know is guessed, with a warning', () => {
    const decoded = decodeMessage(bytesOf('ISO IR87', 'Testcase', 'utf8'));
    expect(decoded.text).toContain('Testcase');
    expect(decoded.warnings).toEqual([{ code: 'charset-unsupported', place: 'MSH-18' }]);
  });

  it('loses its byte-order mark', () => {
    expect(decodeMessage(Buffer.from('\ufeffMSH|', 'utf8')).text).toBe('MSH|');
    expect(decodeMessage(Buffer.from('\ufeffMSH|', 'utf16le')).text).toBe('MSH|');
  });

  it('of bytes that are no message does not matter', () => {
    expect(decodeMessage(Uint8Array.of(0xff, 0x00, 0x80)).warnings).toEqual([]);
    expect(decodeMessage(new Uint8Array()).text).toBe('');
  });
});
