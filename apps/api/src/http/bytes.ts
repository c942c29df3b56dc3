import type { FastifyRequest } from 'fastify';
import { Refused } from './refused.js';

/** The very bytes that came: a feed's encoding is its own affair. */
export function bytesOf(request: FastifyRequest): Uint8Array {
  if (request.body instanceof Uint8Array) return request.body;
  if (request.body === undefined || request.body === null) return new Uint8Array();
  throw new Refused('unsupported');
}
