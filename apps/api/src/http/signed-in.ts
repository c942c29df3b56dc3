import type { Person } from '#domain';
import type { Sessions } from '#flow';
import { Inject, Injectable, createParamDecorator } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { SESSIONS } from '../tokens.js';
import { Refused } from './refused.js';

export const COOKIE = 'boardround';

/** The secret that a cookie header carries, or ''. */
export function secretOf(cookies: string | undefined): string {
  for (const part of (cookies ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === COOKIE) return part.slice(at + 1).trim();
  }
  return '';
}

/** The header that gives a device its session: for this service alone, and never to a script. */
export function sessionCookie(secret: string, seconds: number): string {
  return `${COOKIE}=${secret}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}`;
}

type SignedRequest = FastifyRequest & { person?: Person };

/** Lets only signed-in people pass, and puts them on the request. */
@Injectable()
export class SignedInGuard implements CanActivate {
  constructor(@Inject(SESSIONS) private readonly sessions: Sessions) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<SignedRequest>();
    const secret = secretOf(request.headers.cookie);
    const person = secret === '' ? null : await this.sessions.find(secret);
    if (person === null) throw new Refused('not-signed-in');
    request.person = person;
    return true;
  }
}

/** The person on whose behalf a request is made. */
export const SignedIn = createParamDecorator((_: unknown, context: ExecutionContext): Person => {
  const { person } = context.switchToHttp().getRequest<SignedRequest>();
  if (person === undefined) throw new Refused('not-signed-in');
  return person;
});
