import { Writable } from 'node:stream';
import { openHouse } from '#flow';
import type { OpenedHouse } from '#flow';
import { createLogger, createMetrics, readConfig } from '#platform';
import { openDoor } from '../../apps/api/src/door.js';
import { startApi } from '../../apps/api/src/start-api.js';
import { HttpClient } from './http-client.js';
import { openScreen, type LiveScreen } from './live-client.js';
import { smallHouse, type SmallHouse } from './small-house.js';
import type { TestDatabase } from './database.js';

/** An api in this process, on a port of its own. */
export interface TestApi {
  readonly url: string;
  readonly port: number;
  readonly opened: OpenedHouse;
  readonly routes: readonly string[];
  /** Everything logged so far, line by line. */
  readonly logged: string[];
  /** Signs a person in; what they ask afterwards is asked as them. */
  as(person: string): Promise<HttpClient>;
  /** A screen of a person, connected. It is closed with the api. */
  screen(person: string): Promise<LiveScreen>;
  close(): Promise<void>;
}

/** Starts the api as its own process would, in this one, so that its coverage and faults are seen. */
export async function startTestApi(
  database: TestDatabase,
  { now, redisUrl }: { readonly now: string; readonly redisUrl?: string },
): Promise<TestApi> {
  const config = readConfig({
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    PORT: '0',
    DEMO: 'empty',
    CLOCK_START: now,
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
  });
  const logged: string[] = [];
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      logged.push(String(chunk));
      done();
    },
  });
  const log = createLogger('debug', sink);
  const database_ = { appUrl: database.appUrl, ownerUrl: database.ownerUrl };
  const door = await openDoor(config);
  const opened = await openHouse(config, { log, database: database_ });
  const api = await startApi(config, opened, { log, metrics: createMetrics(), door });
  const url = `http://127.0.0.1:${api.port}`;
  const screens: LiveScreen[] = [];
  return {
    url,
    port: api.port,
    opened,
    routes: api.routes,
    logged,
    as: (person) => HttpClient.signIn(url, person),
    screen: async (person) => {
      const { cookie } = await HttpClient.signIn(url, person);
      const screen = await openScreen(url, cookie);
      screens.push(screen);
      return screen;
    },
    close: async () => {
      for (const screen of screens) screen.close();
      await api.close();
      await opened.close();
    },
  };
}

/** A furnished database and an api on it; one `close` for both. */
export async function startSmallApi(
  house: SmallHouse,
): Promise<TestApi & { readonly database: TestDatabase }> {
  const database = await smallHouse(house);
  const api = await startTestApi(database, { now: house.now });
  return {
    ...api,
    database,
    close: async () => {
      await api.close();
      await database.drop();
    },
  };
}
