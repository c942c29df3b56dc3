import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { frameMessage, mllpDecoder, type MllpItem } from './framing.js';

const text = (value: string): Uint8Array => Buffer.from(value, 'latin1');

function read(item: MllpItem): string {
  return item.kind === 'frame' ? Buffer.from(item.bytes).toString('latin1') : item.code;
}

function decodeIn(chunks: readonly Uint8Array[], maxBytes?: number): string[] {
  const decoder = mllpDecoder(maxBytes);
  const items = chunks.flatMap((chunk) => decoder.push(chunk));
  return [...items, ...decoder.end()].map(read);
}

/** The bytes cut at the given places. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const sorted = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort(
    (a, b) => a - b,
  );
  return [0, ...sorted].map((from, i) => bytes.subarray(from, sorted[i] ?? bytes.length));
}

/** Streams rich in the bytes that matter. */
const anyStream = fc
  .array(
    fc.oneof(
      fc.constantFrom('\u000b', '\u001c', '\r', '\n', '\u001c\r', '\u000bMSH|\u001c\r'),
      fc.string({ unit: 'grapheme-ascii', maxLength: 12 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => text(parts.join('')));

describe('MLLP framing', () => {
  it('finds one message in one chunk', () => {
    expect(decodeIn([frameMessage('MSH|1')])).toEqual(['MSH|1']);
  });

  it('finds several messages in one chunk, with or without line ends between', () => {
    const chunk = text('\u000bone\u001c\r\u000btwo\u001c\r\r\n\u000bthree\u001c\r');
    expect(decodeIn([chunk])).toEqual(['one', 'two', 'three']);
  });

  it('gives the same frames however the network cuts the bytes', () => {
    fc.assert(
      fc.property(
        anyStream,
        fc.array(fc.nat(10_000)),
        fc.integer({ min: 1, max: 30 }),
        (bytes, at, max) => {
          const whole = decodeIn([bytes], max);
          expect(decodeIn(cut(bytes, at), max)).toEqual(whole);
          expect(
            decodeIn(
              [...bytes].map((byte) => Uint8Array.of(byte)),
              max,
            ),
          ).toEqual(whole);
        },
      ),
    );
  });

  it('gives back every message that was framed, whatever junk lies between', () => {
    const anyContent = fc.string({ unit: 'grapheme-ascii', maxLength: 60 });
    const anyJunk = anyContent.map((junk) => junk.replaceAll('\u000b', ''));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyJunk, anyContent)),
        fc.array(fc.nat(10_000)),
        (pairs, places) => {
          const bytes = Buffer.concat(
            pairs.flatMap(([junk, content]) => [text(junk), frameMessage(content)]),
          );
          expect(decodeIn(cut(bytes, places))).toEqual(pairs.map(([, content]) => content));
        },
      ),
    );
  });

  it('gives an empty frame as an empty message', () => {
    expect(decodeIn([text('\u000b\u001c\r')])).toEqual(['']);
  });

  it('takes FS for the end only when CR follows', () => {
    expect(decodeIn([text('\u000bone\u001ctwo\u001c'), text('\r')])).toEqual(['one\u001ctwo']);
  });

  it('takes FS for the end also when the next message follows it at once', () => {
    expect(decodeIn([text('\u000bone\u001c'), text('\u000btwo\u001c\r')])).toEqual(['one', 'two']);
  });

  it('reports a message that never began as one, and reads the next', () => {
    const astray = [text('\r\nMSH|^~\\&|cut'), text('\u001c'), text('\r\u000bone\u001c\r')];
    expect(decodeIn(astray)).toEqual(['start-missing', 'one']);
    expect(decodeIn([text('GET / HTTP/1.1\u001c\r\u000bone\u001c\r')])).toEqual(['one']);
  });

  it('takes FS for the end when the stream ends on it', () => {
    expect(decodeIn([text('\u000bone\u001c')])).toEqual(['one']);
  });

  it('reports a frame that a new one interrupts, and reads the new one', () => {
    expect(decodeIn([text('\u000bhalf a mess\u000bwhole\u001c\r')])).toEqual([
      'frame-unfinished',
      'whole',
    ]);
  });

  it('reports a frame that the stream leaves open', () => {
    expect(decodeIn([text('\u000bMSH|^~')])).toEqual(['frame-unfinished']);
  });

  it('reports a frame over the limit once, keeps its head, and reads what follows', () => {
    const decoder = mllpDecoder(100);
    const [large, next, ...rest] = [
      ...decoder.push(text(`\u000bMSH|head${'x'.repeat(5000)}`)),
      ...decoder.push(text(`${'x'.repeat(5000)}\u001c\r\u000bnext\u001c\r`)),
    ];
    expect(large).toMatchObject({ kind: 'bad-frame', code: 'frame-too-large' });
    expect(large?.kind === 'bad-frame' && Buffer.from(large.head).toString()).toMatch(/^MSH\|head/);
    expect(next && read(next)).toBe('next');
    expect(rest).toEqual([]);
  });

  it('takes a frame of exactly the limit', () => {
    expect(decodeIn([frameMessage('x'.repeat(100))], 100)).toEqual(['x'.repeat(100)]);
    expect(decodeIn([frameMessage('x'.repeat(101))], 100)).toEqual(['frame-too-large']);
  });

  it('counts bytes outside any frame and forgets them', () => {
    const decoder = mllpDecoder();
    expect(decoder.push(text('GET / HTTP/1.1\r\n\r\n'))).toEqual([]);
    expect(decoder.junkBytes).toBe('GET / HTTP/1.1'.length);
    expect(decoder.inFrame).toBe(false);
    expect(decoder.push(frameMessage('one')).map(read)).toEqual(['one']);
  });

  it('keeps a frame whole when the caller uses its buffer again', () => {
    const decoder = mllpDecoder();
    const buffer = Buffer.from('\u000bfirst', 'latin1');
    decoder.push(buffer);
    buffer.fill(0x78);
    expect(decoder.push(text(' half\u001c\r')).map(read)).toEqual(['first half']);
  });
});
