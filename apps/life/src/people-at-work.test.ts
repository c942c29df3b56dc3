import { describe, expect, it } from '@jest/globals';
import { peopleAtWork } from './people-at-work.js';

const AT_NINE = '2026-03-02T09:00:00Z';
const AT_TEN_PAST = '2026-03-02T09:10:00Z';
const AT_QUARTER_PAST = '2026-03-02T09:15:00Z';

describe('a ward where a person is at work', () => {
  it('is known by a version that nobody of the demonstration made, and left alone for a quarter of an hour', () => {
    const people = peopleAtWork();
    people.read({ W1: 5, W2: 7 }, AT_NINE);
    expect(people.isBusy('W1', AT_NINE)).toBe(false);
    people.read({ W1: 6, W2: 7 }, AT_NINE);
    expect(people.isBusy('W1', AT_TEN_PAST)).toBe(true);
    expect(people.isBusy('W2', AT_TEN_PAST)).toBe(false);
    expect(people.isBusy('W1', AT_QUARTER_PAST)).toBe(false);
  });

  it('is not one whose own acts were answered, or were told by a message', () => {
    const people = peopleAtWork();
    people.read({ W1: 5 }, AT_NINE);
    people.answered('W1', 6, AT_NINE);
    people.expects('W1');
    people.expects('W1');
    people.read({ W1: 7 }, AT_NINE);
    people.answered('W1', 9, AT_NINE);
    people.read({ W1: 9 }, AT_NINE);
    expect(people.isBusy('W1', AT_NINE)).toBe(false);
  });

  it('is one where somebody came between, seen by the answer to one’s own act', () => {
    const people = peopleAtWork();
    people.read({ W1: 5 }, AT_NINE);
    people.answered('W1', 7, AT_NINE);
    expect(people.isBusy('W1', AT_TEN_PAST)).toBe(true);
  });

  it('may be one that was marked shortly before the demonstration began to live', () => {
    const people = peopleAtWork();
    people.read({ W1: 5 }, AT_TEN_PAST);
    people.markedBefore('W1', AT_NINE);
    people.markedBefore('W2', null);
    expect(people.isBusy('W1', AT_TEN_PAST)).toBe(true);
    expect(people.isBusy('W1', AT_QUARTER_PAST)).toBe(false);
    expect(people.isBusy('W2', AT_TEN_PAST)).toBe(false);
  });
});
