import { describe, expect, it } from '@jest/globals';
import { aFact } from '../../../../test/builders/fact.js';
import { aWard } from '../../../../test/builders/ward.js';
import { bookOf, referenceRow } from './book.js';
import type { ReferenceRow } from './book.js';
import {
  attributionsAllowed,
  heldOn,
  NATIONAL_THRESHOLDS,
  ownerIn,
  reasonIn,
  thresholdsOn,
} from './reference.js';

const list = (validFrom: string, validTo: string | null, ...codes: string[]): ReferenceRow => ({
  kind: 'reason-list',
  code: 'local',
  validFrom,
  value: {
    list: 'local',
    name: 'Local',
    validFrom,
    validTo,
    reasons: codes.map((code) => ({ code, name: code })),
  },
});

describe('the reference book', () => {
  it('keeps the rule of its day: a date asks the entry that held on it', () => {
    const rows = [list('2020-01-01', null, 'B'), list('2010-01-01', '2019-12-31', 'A')];
    for (const book of [bookOf(rows), bookOf([...rows].reverse())]) {
      expect(reasonIn(book, 'local', 'A', '2019-12-31')?.code).toBe('A');
      expect(reasonIn(book, 'local', 'A', '2020-01-01')).toBeNull();
      expect(reasonIn(book, 'local', 'B', '2020-01-01')?.code).toBe('B');
      expect(reasonIn(book, 'local', 'A', '2009-12-31')).toBeNull();
    }
  });

  it('ends a list that was closed and not followed', () => {
    const book = bookOf([list('2010-01-01', '2019-12-31', 'A')]);
    expect(reasonIn(book, 'local', 'A', '2020-01-01')).toBeNull();
  });

  it('holds wards and owners in their latest form', () => {
    const ward = (name: string, validFrom: string): ReferenceRow => ({
      kind: 'ward',
      code: 'W1',
      validFrom,
      value: aWard({ name }),
    });
    const book = bookOf([ward('New', '2026-01-01'), ward('Old', '2020-01-01')]);
    expect(book.wards.get('W1')?.name).toBe('New');
    expect(ownerIn(book, 'NOBODY')).toBeNull();
  });

  it('falls back to the national bands and binds nobody where no rule was set', () => {
    const book = bookOf([]);
    expect(thresholdsOn(book, 'acute', '2026-01-01')).toEqual(NATIONAL_THRESHOLDS);
    expect(attributionsAllowed(book, 'local', 'A', '2026-01-01')).toEqual(['nhs', 'la', 'joint']);
    expect(heldOn(undefined, '2026-01-01')).toBeNull();
  });

  it('is made of facts', () => {
    const row = list('2010-01-01', null, 'A');
    expect(referenceRow(aFact('reference-set', row).body)).toEqual(row);
  });
});
