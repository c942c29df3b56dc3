import { describe, expect, it } from '@jest/globals';
import { aBook } from '../../../../test/builders/book.js';
import { aDelay, aStay } from '../../../../test/builders/stay.js';
import type { StayState } from '../stay/state.js';
import type { DelayAttribution } from './delay.js';
import { endDelay, openDelay } from './open.js';
import type { OpenDelay } from './open.js';

const NOW = '2026-06-05T09:00:00Z';
const book = aBook();

const open = (own: Partial<OpenDelay> = {}, stay: StayState = aStay()) =>
  openDelay(
    stay,
    {
      delay: 'RWE.D1',
      list: 'dtoc',
      reason: 'E',
      since: '2026-06-03T23:00:00Z',
      primary: false,
      ...own,
    },
    { now: NOW, book },
  );
const refused = (code: string, details?: object) => ({
  ok: false,
  refusal: details === undefined ? { code } : { code, details },
});

/** Typed from the national definitions: to whom each reason may be put down. */
const MATRIX: Record<string, readonly DelayAttribution[]> = {
  A: ['nhs', 'la', 'joint'],
  B: ['nhs', 'la', 'joint'],
  C: ['nhs'],
  'D(i)': ['nhs', 'la'],
  'D(ii)': ['nhs', 'la', 'joint'],
  E: ['nhs', 'la', 'joint'],
  F: ['nhs', 'la', 'joint'],
  G: ['nhs', 'la'],
  H: ['nhs', 'la'],
  I: ['nhs'],
  O: ['nhs', 'la', 'joint'],
};
const ATTRIBUTIONS: readonly DelayAttribution[] = ['nhs', 'la', 'joint'];

describe('the attribution matrix', () => {
  for (const [reason, allowed] of Object.entries(MATRIX))
    for (const attribution of ATTRIBUTIONS) {
      const may = allowed.includes(attribution);
      it(`${may ? 'takes' : 'refuses'} reason ${reason} put down to ${attribution}`, () => {
        const decided = open({ reason, attribution });
        if (may)
          expect(decided).toMatchObject({ ok: true, value: { body: { reason, attribution } } });
        else expect(decided).toEqual(refused('attribution-not-allowed', { reason, allowed }));
      });
    }

  it.each(Object.keys(MATRIX))('has a proposal for reason %s that it allows', (reason) => {
    const decided = open({ reason });
    expect(decided.ok && MATRIX[reason]?.includes(decided.value.body.attribution)).toBe(true);
  });
});

describe('a new delay', () => {
  it('is proposed, and primary when it is the first that is open, whatever the person says', () => {
    expect(open()).toEqual({
      ok: true,
      value: {
        type: 'delay-opened',
        body: {
          delay: 'RWE.D1',
          list: 'dtoc',
          reason: 'E',
          attribution: 'la',
          owner: 'E06000016',
          otherOwner: null,
          since: '2026-06-03T23:00:00Z',
          primary: true,
          state: 'proposed',
        },
      },
    });
    const ended = aDelay({ delay: 'RWE.D0', endedAt: NOW });
    const withdrawn = aDelay({ delay: 'RWE.D0', withdrawn: true });
    for (const one of [ended, withdrawn])
      expect(open({}, aStay({ delays: [one] }))).toMatchObject({
        value: { body: { primary: true } },
      });
    const second = aStay({ delays: [aDelay({ delay: 'RWE.D0' })] });
    expect(open({}, second)).toMatchObject({ value: { body: { primary: false } } });
    expect(open({ primary: true }, second)).toMatchObject({ value: { body: { primary: true } } });
  });

  it('is refused once the patient has left, from the future, and with a reason not in the list then', () => {
    expect(open({}, aStay({ leftAt: '2026-06-04T10:00:00Z' }))).toEqual(refused('stay-ended'));
    expect(open({ since: '2026-06-05T09:00:01Z' })).toEqual(refused('since-in-future'));
    expect(open({ reason: 'Z' })).toEqual(refused('reason-not-in-list', { list: 'dtoc' }));
    expect(open({ list: 'no-such-list' })).toEqual(
      refused('reason-not-in-list', { list: 'no-such-list' }),
    );
    expect(open({ reason: 'O', since: '2017-03-31T12:00:00Z' })).toEqual(
      refused('reason-not-in-list', { list: 'dtoc' }),
    );
  });

  it('may be owned by another council than the one of residence when a person says why', () => {
    const asked = { reason: 'A', attribution: 'la' as const, owner: 'E06000016' };
    const resident = aStay({ responsibleAuthority: 'E06000017' });
    expect(open(asked, resident)).toEqual(refused('owner-not-responsible', { owner: 'E06000016' }));
    const because = { id: 'RWE.N1', seal: 'a'.repeat(64) };
    expect(open({ ...asked, because }, resident)).toMatchObject({
      value: { body: { owner: 'E06000016', because } },
    });
  });

  it('proposes the owner that the list names, and for a council the one of residence', () => {
    expect(open({ reason: 'F' })).toMatchObject({
      value: { body: { attribution: 'joint', owner: 'EQUIPMENT' } },
    });
    expect(open({ reason: 'A' }, aStay({ responsibleAuthority: 'E06000017' }))).toMatchObject({
      value: { body: { attribution: 'la', owner: 'E06000017' } },
    });
    expect(open({ reason: 'A' }, aStay({ responsibleAuthority: null }))).toMatchObject({
      value: { body: { attribution: 'la', owner: null } },
    });
  });

  it('can be put to a council only for its own residents', () => {
    expect(open({ owner: 'E10000018' })).toEqual(
      refused('owner-not-responsible', { owner: 'E10000018' }),
    );
    expect(open({ attribution: 'joint', owner: 'IDT', otherOwner: 'E06000017' })).toEqual(
      refused('owner-not-responsible', { owner: 'E06000017' }),
    );
    expect(open({ owner: 'E06000016' }).ok).toBe(true);
    expect(open({ owner: 'E10000018' }, aStay({ responsibleAuthority: null })).ok).toBe(true);
    expect(open({ owner: 'CARE-HOME' })).toMatchObject({ value: { body: { owner: 'CARE-HOME' } } });
  });

  it('is refused with an owner that nobody knows', () => {
    expect(open({ owner: 'NOBODY' })).toEqual(refused('owner-unknown', { owner: 'NOBODY' }));
    expect(open({ otherOwner: 'NOBODY' })).toEqual(refused('owner-unknown', { owner: 'NOBODY' }));
  });
});

describe('the end of a delay', () => {
  const stay = aStay({ delays: [aDelay()] });
  const end = (at: string, delay = 'RWE.D1', of = stay) => endDelay(of, { delay, at }, NOW);

  it('lies between its beginning and now', () => {
    expect(end('2026-06-04T10:00:00Z')).toEqual({
      ok: true,
      value: { type: 'delay-ended', body: { delay: 'RWE.D1', at: '2026-06-04T10:00:00Z' } },
    });
    expect(end('2026-06-02T22:59:59Z')).toEqual(refused('at-too-old'));
    expect(end('2026-06-05T09:00:01Z')).toEqual(refused('at-in-future'));
  });

  it('comes once, and only to a delay of this stay', () => {
    expect(end(NOW, 'RWE.D9')).toEqual(refused('not-found'));
    const over = aStay({ delays: [aDelay({ endedAt: NOW })] });
    expect(end(NOW, 'RWE.D1', over)).toEqual(
      refused('delay-changed', { current: { state: 'ended' } }),
    );
  });
});
