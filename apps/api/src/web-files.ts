import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { errorBody } from '#contracts';
import type { OpenedHouse, Sessions } from '#flow';
import type { Logger } from '#platform';
import { boardPage } from './page/board-page.js';
import { readBuiltPage } from './page/built-page.js';

/** Where the build puts the screens, seen from this compiled file. */
const BUILT = fileURLToPath(new URL('../../web', import.meta.url));

/** Paths that are operations: what is not found there is an error, not a page. */
const OPERATIONS = /^\/(api|socket\.io|health|metrics)(\/|$|\?)/;

interface WebParts {
  readonly opened: OpenedHouse;
  readonly sessions: Sessions;
  readonly log: Logger;
}

/** Serves the screens; every path that is no operation and no file opens the app, which knows its own pages. */
export async function serveWeb(server: FastifyInstance, parts: WebParts): Promise<void> {
  const root = BUILT;
  const built = isBuilt(root);
  if (built) {
    // Loaded only where there is something to serve.
    const { default: fastifyStatic } = await import('@fastify/static');
    await server.register(fastifyStatic, {
      root,
      wildcard: false,
      // The build lays a Brotli and a gzip copy beside each file: nothing is compressed while a ward waits.
      preCompressed: true,
      // Built files carry a digest in their name; the page itself is always asked for.
      setHeaders: (reply, file) =>
        void reply.header(
          'cache-control',
          file.includes(`${path.sep}assets${path.sep}`)
            ? 'public, max-age=31536000, immutable'
            : 'no-cache',
        ),
    });
  }
  if (built) {
    const page = boardPage(readBuiltPage(root), parts);
    server.get<{ Params: { ward: string } }>('/wards/:ward', async (request, reply) => {
      if (await page(request, reply)) return reply;
      return reply.header('cache-control', 'no-cache').sendFile('index.html');
    });
  }
  server.get('/*', (request, reply) => {
    if (!built || OPERATIONS.test(request.url))
      return reply.status(404).send(errorBody('not-found'));
    return reply.header('cache-control', 'no-cache').sendFile('index.html');
  });
}

/** The sources have a page of the same name, but nothing built beside it. */
function isBuilt(root: string): boolean {
  return ['index.html', 'files.json', 'assets'].every((name) => existsSync(path.join(root, name)));
}
