import type { Clock } from '#platform';
import { randomBytes } from '#platform';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Makes public ids: the organisation, a dot, and 26 characters that sort by time (ULID). */
export interface NewIds {
  of(organisation: string): string;
}

export function newIds(clock: Clock): NewIds {
  return { of: (organisation) => `${organisation}.${ulid(clock.now().epochMilliseconds)}` };
}

function ulid(ms: number): string {
  let time = '';
  for (let left = ms, i = 0; i < 10; i += 1) {
    time = (ALPHABET[left % 32] ?? '0') + time;
    left = Math.floor(left / 32);
  }
  let random = '';
  for (const byte of randomBytes(16)) random += ALPHABET[byte % 32] ?? '0';
  return time + random;
}

/** The organisation with which a public id begins, or '' when it has none. */
export function organisationOf(publicId: string): string {
  const dot = publicId.indexOf('.');
  return dot <= 0 ? '' : publicId.slice(0, dot);
}
