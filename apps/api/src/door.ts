import { ERRORS, errorBody } from '#contracts';
import { listenRefused } from '#platform';
import type { Config } from '#platform';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** Requests under way have this long to be answered once the door is shut. */
const ANSWER_MS_MAX = 2_500;
/** Lines that are still there after their last answer, as a stalled screen's, are cut then. */
const LINGER_MS_MAX = 500;
/** Longer than the idle time of common proxies, so that none sends into a line that is being closed. */
const KEEP_ALIVE_MS = 72_000;
const RETRY_AFTER_SECONDS = '1';

/**
 * The port of the service, taken before anything else is opened, so that one that is taken is told at once. Until the
 * house is open, and again from the moment of a stop, whoever comes is told to come again; who is inside by then is
 * served to the end.
 */
export interface Door {
  readonly server: Server;
  readonly port: number;
  /** From now on whoever comes is served. */
  open(serve: RequestListener): void;
  /** From now on nobody is let in, and every line ends with the answer that is under way on it. */
  shut(): void;
  /** Resolves when everybody inside has been answered, or has waited for too long. */
  answered(): Promise<void>;
  /** Gives the port back; lines that linger are cut. */
  close(): Promise<void>;
}

type State = 'opening' | 'open' | 'shut';

/** @throws StartRefused when the port cannot be had. */
export async function openDoor({ http }: Pick<Config, 'http'>): Promise<Door> {
  let state: State = 'opening';
  let serve: RequestListener | null = null;
  const inside = new Set<ServerResponse>();
  const lines = new Set<Socket>();
  const emptied = waiters(() => inside.size === 0);
  const left = waiters(() => lines.size === 0);

  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    if (state !== 'open' || serve === null)
      return turnAway(request, response, state === 'shut' ? 'stopping' : 'house');
    inside.add(response);
    response.once('close', () => {
      inside.delete(response);
      emptied.look();
    });
    serve(request, response);
  });
  server.on('connection', (line) => {
    lines.add(line);
    line.once('close', () => {
      lines.delete(line);
      left.look();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(http.port, http.host, () => {
      server.off('error', reject);
      resolve();
    });
  }).catch((error: unknown) => {
    const settings = { portSetting: 'PORT', hostSetting: 'HOST' };
    throw listenRefused(error, { port: http.port, ...settings });
  });

  return {
    server,
    port: (server.address() as AddressInfo).port,
    open: (listener) => {
      serve = listener;
      if (state === 'opening') state = 'open';
    },
    shut: () => {
      state = 'shut';
      for (const response of inside)
        if (!response.headersSent) response.setHeader('connection', 'close');
    },
    answered: () => emptied.within(ANSWER_MS_MAX),
    close: async () => {
      if (server.listening) server.close();
      server.closeIdleConnections();
      await left.within(LINGER_MS_MAX);
      for (const line of lines) line.destroy();
    },
  };
}

/** That the process runs is true while it opens and stops, too. */
function turnAway(request: IncomingMessage, response: ServerResponse, missing: string): void {
  const lives = request.url === '/health/live';
  const body = lives ? { live: true } : errorBody('not-ready', { missing: [missing] });
  const headers = {
    connection: 'close',
    'content-type': 'application/json; charset=utf-8',
    ...(lives ? {} : { 'retry-after': RETRY_AFTER_SECONDS }),
  };
  // A line that is closed while its sender still speaks would take the answer with it.
  request.resume().once('end', () => {
    response.writeHead(lives ? 200 : ERRORS['not-ready'].status, headers).end(JSON.stringify(body));
  });
}

/** Those who wait for something to become true, each for a while at most. */
function waiters(isTrue: () => boolean) {
  const waiting = new Set<() => void>();
  return {
    look: () => {
      if (isTrue()) for (const done of waiting) done();
    },
    within: (ms: number) =>
      new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          waiting.delete(done);
          resolve();
        };
        const timer = setTimeout(done, ms);
        waiting.add(done);
        if (isTrue()) done();
      }),
  };
}
