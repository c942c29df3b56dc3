import type { FastifyInstance } from 'fastify';
import { sha256 } from '#platform';
import helmet from 'helmet';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

/** What keeps a page to itself: no frame, no other origin; of style and script within it, what is named. */
const policy = (styles: readonly string[] = [], scripts: readonly string[] = []) =>
  ({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", ...scripts],
        styleSrc: ["'self'", ...styles],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    hsts: false,
  }) as const;

/** Puts the security headers on every answer. They never differ, so helmet is asked for them once. */
export function secure(server: FastifyInstance): void {
  const headers = headersOf(policy());
  server.addHook('onSend', (_request, reply, _payload, done) => {
    // A page that brings a sheet and a script has its own.
    if (!reply.hasHeader('content-security-policy')) reply.headers(headers);
    done();
  });
}

/** The headers of a page that brings a sheet and a script within itself: these very texts, by their digests, and no other. */
export function headersWithin(texts: {
  readonly style: string;
  readonly script: string;
}): Record<string, string> {
  return headersOf(policy([digestOf(texts.style)], [digestOf(texts.script)]));
}

function digestOf(text: string): string {
  return `'sha256-${sha256(text, 'base64')}'`;
}

function headersOf(options: Parameters<typeof helmet>[0]): Record<string, string> {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  helmet(options)(request, response, () => undefined);
  return Object.fromEntries(
    Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]),
  );
}
