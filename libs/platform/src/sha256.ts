import * as crypto from 'node:crypto';

/**
 * SHA-256 of a text. In one call where Node has one (from 20.12): a hash object is a stream, and making it costs more
 * than hashing a few words.
 */
export function sha256(text: string, form: 'hex' | 'base64' | 'base64url'): string {
  if ('hash' in crypto) return crypto.hash('sha256', text, form);
  const { createHash } = crypto as typeof import('node:crypto');
  return createHash('sha256').update(text).digest(form);
}
