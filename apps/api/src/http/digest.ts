import { canonical } from '#persistence';
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** What makes a command the same command: method, path and body. */
export function commandDigest(request: FastifyRequest): string {
  const path = request.url.split('?')[0] ?? '';
  return createHash('sha256')
    .update(`${request.method} ${path}\n`)
    .update(canonical(request.body))
    .digest('base64');
}
