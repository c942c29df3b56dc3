import 'reflect-metadata';
import { ERRORS, errorBody } from '#contracts';
import type { OpenedHouse } from '#flow';
import { HouseIndex, Sessions } from '#flow';
import type { Config, Logger, Metrics } from '#platform';
import { compileSoon, nestLogger } from '#platform';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { AppModule } from './app.module.js';
import type { Door } from './door.js';
import { openFeed } from './feed.js';
import type { Health } from './health.js';
import { createHealth } from './health.js';
import { takeBodies } from './http/bodies.js';
import { ErrorsFilter, codeOf } from './http/errors.filter.js';
import { KnownQueryGuard } from './http/known-query.js';
import { LiveGateway } from './live/live.gateway.js';
import { LiveIoAdapter } from './live/io.adapter.js';
import { secure } from './http/secure.js';
import { serveWeb } from './web-files.js';

const BODY_BYTES_MAX = 1_000_000;
const PARAM_LENGTH_MAX = 400;

export interface RunningApi {
  readonly host: string;
  readonly port: number;
  readonly health: Health;
  /** Every route that is served, as `get /api/wards/:ward`. */
  readonly routes: readonly string[];
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
    { logger: nestLogger(log), abortOnError: false, bodyParser: false },
  );
  const io = new LiveIoAdapter(app, config.redisUrl, log);
  await io.connectBroker();
  app.useWebSocketAdapter(io);
  app.useGlobalGuards(new KnownQueryGuard());
  app.useGlobalFilters(new ErrorsFilter(log));
  const server = app.getHttpAdapter().getInstance();
  secure(server);
  takeBodies(server);
  const routes: string[] = [];
  server.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.push(`${one.toLowerCase()} ${url}`);
  });
  await feed.wards.start();
  await app.init();
  await serveWeb(server, parts);
  await server.ready();
  door.open((request, response) => server.routing(request, response));
  compileSoon();
  return {
    host: config.http.host,
    port: door.port,
    health,
    routes,
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
