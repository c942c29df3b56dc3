import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { TODAY, WARDS } from './house.mjs';
import { HttpLine } from './http.mjs';
import { freePort, startServer } from './machine.mjs';

const inRoot = (file) => fileURLToPath(new URL(`../../../${file}`, import.meta.url));

const PING = 0x32;
const ENGINE_OPEN = 0x30;
const MESSAGE = 0x34;
const CONNECT = 0x30;
const ACKNOWLEDGEMENT = 0x33;
const ENGINE_PATH = '/socket.io/?EIO=4&transport=websocket';

/**
 * Both servers behind one face: how to start them, how a screen greets them, how a mark is sent.
 * A greeting tells when the screen is served, and takes the frames that are not changes.
 */
export function newService({ url, folder, extra = [] }) {
  const sessions = new Map();
  return {
    name: 'service',
    url,
    async start() {
      const port = await freePort();
      this.port = port;
      return startServer({
        // Where the inspector listens once it is asked to: any port that is free.
        args: ['--inspect-port=0', ...extra, inRoot('dist/apps/api/main.js')],
        env: {
          PORT: String(port),
          DATABASE_URL: url,
          DEMO: 'empty',
          LOG_LEVEL: 'warn',
          ...poolOf(process.env.POOL_MAX),
        },
        port,
        ready: '/health/ready',
        log: path.join(folder, 'service.log'),
      });
    },
    /** Signs in once for each screen, as people do; a session outlives the process. */
    async signIn(person, count) {
      const held = sessions.get(person) ?? [];
      sessions.set(person, held);
      const line = new HttpLine(this.port);
      const headers = { 'content-type': 'application/json' };
      while (held.length < count) {
        const answer = await line.request(
          'POST',
          '/api/session',
          headers,
          JSON.stringify({ person }),
        );
        if (answer.cookie === null) throw new Error(`${person} could not sign in`);
        held.push(answer.cookie);
      }
      line.close();
      return held;
    },
    async boards() {
      const line = new HttpLine(this.port);
      const [cookie] = await this.signIn('admin', 1);
      const boards = [];
      for (const ward of WARDS) {
        const { body } = await line.request('GET', `/api/wards/${ward}/board`, { cookie });
        boards.push(JSON.parse(body));
      }
      line.close();
      return boards;
    },
    async screens(count, wards) {
      const person = wards.length === 1 ? `nurse.${wards[0]}` : 'admin';
      const cookies = await this.signIn(person, count);
      return {
        path: ENGINE_PATH,
        headers: (index) => ({ cookie: cookies[index] }),
        ...live(wards),
      };
    },
    mark: (command) => markRequest(command, { cookie: sessions.get(`nurse.${command.ward}`)?.[0] }),
  };
}

function poolOf(max) {
  return max === undefined ? {} : { POOL_MAX: max };
}

/** socket.io spoken by hand: open, connect the namespace, watch each ward. */
function live(wards) {
  return {
    open: () => undefined,
    /** Whether the frame was part of the greeting or of keeping alive. */
    greeting(bytes, line) {
      if (bytes[0] === PING) {
        line.send('3');
        return true;
      }
      if (bytes[0] === ENGINE_OPEN) {
        line.send('40/live,');
        return true;
      }
      if (bytes[0] !== MESSAGE) return true;
      if (bytes[1] === CONNECT) {
        line.left = wards.length;
        wards.forEach((ward, index) => {
          line.send(`42/live,${index}["watch",${JSON.stringify({ screen: 'ward', ward })}]`);
        });
        return true;
      }
      if (bytes[1] !== ACKNOWLEDGEMENT) return false;
      if (!bytes.subarray(0, 40).includes('"ok":true'))
        throw new Error(`A watch was refused: ${bytes.toString('utf8', 0, 120)}`);
      line.left -= 1;
      if (line.left === 0) line.ready();
      return true;
    },
  };
}

export function newReference({ url, folder }) {
  return {
    name: 'reference',
    async start() {
      const port = await freePort();
      this.port = port;
      return startServer({
        args: [inRoot('test/bench/reference.mjs')],
        env: { PORT: String(port), DATABASE_URL: url },
        port,
        ready: '/',
        log: path.join(folder, 'reference.log'),
      });
    },
    signIn: () => Promise.resolve([]),
    screens: () =>
      Promise.resolve({
        path: '/screens',
        headers: () => ({}),
        open: (line) => line.ready(),
        greeting: () => false,
      }),
    mark: (command) => markRequest(command, {}),
  };
}

/** A mark as a ward's tablet sends it; every other one is green. `note` carries what a screen is watched for. */
function markRequest({ stay, version, note, red }, headers) {
  const colour = red ? { colour: 'red', constraint: 'I08' } : { colour: 'green' };
  return {
    method: 'PUT',
    path: `/api/stays/${stay}/days/${TODAY}`,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({
      commandId: randomUUID(),
      ifVersion: version,
      kind: 'planned',
      ...colour,
      note,
    }),
  };
}
