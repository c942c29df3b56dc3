import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';
import { createHash } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

/** What keeps a page to itself: no inline script, no frame, no other origin; of style, what is named too. */
const policy = (...styles: string[]) =>
  ({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
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
  server.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}

/** The headers of a page that brings one sheet within itself: this very text, by its digest, and no other. */
export function headersWithStyle(style: string): Record<string, string> {
  const digest = createHash('sha256').update(style).digest('base64');
  return headersOf(policy(`'sha256-${digest}'`));
}

function headersOf(options: Parameters<typeof helmet>[0]): Record<string, string> {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  helmet(options)(request, response, () => undefined);
  return Object.fromEntries(
    Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]),
  );
}
