import 'reflect-metadata';
import { ERRORS, errorBody } from '#contracts';
import type { OpenedHouse } from '#flow';
import { HouseIndex, Sessions } from '#flow';
import type { Config, Logger, Metrics } from '#platform';
import { nestLogger } from '#platform';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { AppModule } from './app.module.js';
import type { Door } from './door.js';
import { openFeed } from './feed.js';
import type { Health } from './health.js';
import { createHealth } from './health.js';
import { ErrorsFilter, codeOf } from './http/errors.filter.js';
import { LiveGateway } from './live/live.gateway.js';
import { LiveIoAdapter } from './live/io.adapter.js';
import { secure } from './http/secure.js';
import { serveWeb } from './web-files.js';

const BODY_BYTES_MAX = 1_000_000;
const PARAM_LENGTH_MAX = 400;
const CENSUS_BYTES_MAX = 32_000_000;

export interface RunningApi {
  readonly host: string;
  readonly port: number;
  readonly health: Health;
  /** Settles with a sentence when this process can no longer be true to the database, and has to end. */
  readonly replaced: Promise<string>;
  close(): Promise<void>;
}

interface ApiDeps {
  readonly log: Logger;
  readonly door: Door;
  readonly metrics: Metrics;
}

/** Starts HTTP and the live feed on an opened house. */
export async function startApi(
  config: Config,
  opened: OpenedHouse,
  { log, metrics, door }: ApiDeps,
): Promise<RunningApi> {
  const feed = openFeed(opened, log);
  const health = createHealth(opened, feed);
  const parts = {
    config,
    opened,
    sessions: new Sessions(opened.house),
    index: new HouseIndex(opened.house),
    feed,
    health,
    metrics,
    log,
  };
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(parts),
    new FastifyAdapter({
      bodyLimit: BODY_BYTES_MAX,
      routerOptions: { maxParamLength: PARAM_LENGTH_MAX },
      exposeHeadRoutes: false,
      serverFactory: () => door.server,
      // What the router itself cannot read (a path that is no text) leaves in the same form.
      frameworkErrors: (error: unknown, _request: unknown, reply: FastifyReply) => {
        const code = codeOf(error);
        void reply.status(ERRORS[code].status).send(errorBody(code));
      },
    }),
    { logger: nestLogger(log), abortOnError: false },
  );
  const io = new LiveIoAdapter(app, config.redisUrl, log);
  await io.connectBroker();
  app.useWebSocketAdapter(io);
  app.useGlobalFilters(new ErrorsFilter(log));
  const server = app.getHttpAdapter().getInstance();
  secure(server);
  takeFeedsAsBytes(server);
  await feed.wards.start();
  await app.init();
  await serveWeb(server, parts);
  await server.ready();
  door.open((request, response) => server.routing(request, response));
  return {
    host: config.http.host,
    port: door.port,
    health,
    replaced: feed.replaced,
    close: async () => {
      door.shut();
      await door.answered();
      app.get(LiveGateway).close();
      // The screens' lines are closed with the app; one that stalls is cut by the door.
      await Promise.all([app.close(), door.close()]);
      await feed.wards.close();
    },
  };
}

/** Census files and messages are taken as the bytes they are, whatever a sender calls them. */
function takeFeedsAsBytes(server: FastifyInstance): void {
  server.addContentTypeParser(
    [
      'text/csv',
      'text/plain',
      'application/hl7-v2',
      'x-application/hl7-v2+er7',
      'application/octet-stream',
      '*',
    ],
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  );
  server.addHook('onRoute', (route) => {
    if (route.url === '/api/census') route.bodyLimit = CENSUS_BYTES_MAX;
  });
}
