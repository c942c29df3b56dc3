import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { escapeText, unescapeText, USUAL_SEPARATORS, type Separators } from './escape.js';

const anySeparators: fc.Arbitrary<Separators> = fc
  .shuffledSubarray([...'|^~\\&#@!%*$'], { minLength: 5, maxLength: 5 })
  .map(([field = '', component = '', repetition = '', escape = '', subcomponent = '']) => ({
    field,
    component,
    repetition,
    escape,
    subcomponent,
  }));

describe('escape sequences', () => {
  it.each([
    ['O\\T\\Neil', 'O&Neil'],
    ['a\\F\\b\\S\\c\\R\\d\\E\\e', 'a|b^c~d\\e'],
    ['bed\\.br\\seven', 'bed\nseven'],
    ['\\H\\urgent\\N\\', 'urgent'],
    ['\\X0D0A\\', '\r\n'],
    ['Z\\XC3B6\\rb', 'Zörb'],
    ['Z\\XF6\\rb', 'Zörb'],
  ])('%s means %j', (raw, text) => {
    expect(unescapeText(raw, USUAL_SEPARATORS)).toBe(text);
  });

  it.each(['C:\\temp', '\\Zlocal\\', '\\', 'a\\b\\c', '\\X0\\', 'half a sequence \\T'])(
    '%j is no sequence we know and stays as it stands',
    (raw) => {
      expect(unescapeText(raw, USUAL_SEPARATORS)).toBe(raw);
    },
  );

  it('a sequence right after something that only looked like one is still read', () => {
    expect(unescapeText('50\\50\\T\\x', USUAL_SEPARATORS)).toBe('50\\50&x');
  });

  it('any text survives being written and read, under any separators', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), anySeparators, (text, separators) => {
        expect(unescapeText(escapeText(text, separators), separators)).toBe(text);
      }),
    );
  });

  it('an escaped text holds no separator and no line end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), anySeparators, (text, separators) => {
        const { field, component, repetition, subcomponent } = separators;
        const written = escapeText(text, separators);
        for (const one of [field, component, repetition, subcomponent, '\r', '\n', '\u000b']) {
          expect(written).not.toContain(one);
        }
      }),
    );
  });

  it('without an escape character a separator becomes a space rather than a new field', () => {
    expect(escapeText('a|b', { ...USUAL_SEPARATORS, escape: '' })).toBe('a b');
  });
});
