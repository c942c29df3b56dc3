import type { FastifyInstance, FastifyRequest } from 'fastify';

const CENSUS_BYTES_MAX = 32_000_000;

/** Routes of feeds: they take the bytes as they are, whatever a sender calls them. All others take JSON. */
const FEEDS: ReadonlySet<string | undefined> = new Set(['/api/census', '/api/adt', '/api/wards']);

const isFeed = ({ routeOptions }: FastifyRequest) => FEEDS.has(routeOptions.url);

/**
 * Says which body a route takes. A feed's encoding is its own affair; anywhere else a body that is not
 * JSON is refused as `unsupported` before anybody looks into it.
 */
export function takeBodies(server: FastifyInstance): void {
  const json = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (isFeed(request)) done(null, body);
    else void json(request, body.toString(), done);
  });
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    // Nobody's route: it is answered as unknown, not for what was sent to it.
    if (isFeed(request) || routeless(request)) done(null, body);
    else done(Object.assign(new Error('a body that is not JSON'), { statusCode: 415 }));
  });
  server.addHook('onRoute', (route) => {
    if (route.url === '/api/census') route.bodyLimit = CENSUS_BYTES_MAX;
  });
}

function routeless({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.url === undefined;
}
