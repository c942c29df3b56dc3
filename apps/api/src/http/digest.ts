import { canonical } from '#persistence';
import { sha256 } from '#platform';
import type { FastifyRequest } from 'fastify';

/** What makes a command the same command: method, path and body. */
export function commandDigest(request: FastifyRequest): string {
  const path = request.url.split('?')[0] ?? '';
  return sha256(`${request.method} ${path}\n${canonical(request.body)}`, 'base64');
}
