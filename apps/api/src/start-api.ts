import 'reflect-metadata';
import { ERRORS, errorBody } from '#contracts';
import type { OpenedHouse } from '#flow';
import { HouseIndex, Sessions } from '#flow';
import type { Config, Logger, Metrics } from '#platform';
import { nestLogger } from '#platform';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import type { AddressInfo } from 'node:net';
import { AppModule } from './app.module.js';
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
  close(): Promise<void>;
}

interface ApiDeps {
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** Starts HTTP and the live feed on an opened house. */
export async function startApi(
  config: Config,
  opened: OpenedHouse,
  { log, metrics }: ApiDeps,
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
  await app.listen(config.http.port, config.http.host);
  const { port } = app.getHttpServer().address() as AddressInfo;
  return {
    host: config.http.host,
    port,
    health,
    routes,
    close: async () => {
      app.get(LiveGateway).close();
      await app.close();
      await feed.wards.close();
    },
  };
}
