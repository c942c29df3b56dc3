import { listenRefused } from '#platform';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { serveConnection, type Connection } from './connection.js';
import { errorCode, MLLP_LIMITS, type MllpLimits, type MllpListenerOptions } from './mllp.types.js';

export type { MllpListenerOptions } from './mllp.types.js';

export interface MllpListener {
  readonly port: number;
  /** Takes no more, answers what is in hand, and is done within `closeMs` and a moment. */
  close(): Promise<void>;
}

/** Listens for HL7 messages over MLLP. Rejects when the port cannot be had. */
export async function startMllpListener(options: MllpListenerOptions): Promise<MllpListener> {
  const limits: MllpLimits = { ...MLLP_LIMITS, ...options.limits };
  const connections = new Set<Connection>();
  const server = createServer({
    // A sender may close its half once it has sent: it is still owed its answer.
    allowHalfOpen: true,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: 60_000,
  });
  server.maxConnections = limits.connectionsMax;
  server.on('drop', () => {
    options.log.warn({ code: 'too-many-connections' }, 'MLLP connection turned away');
  });
  server.on('connection', (socket: Socket) => {
    const connection = serveConnection(socket, { ...options, limits });
    connections.add(connection);
    socket.once('close', () => connections.delete(connection));
  });
  const port = await listen(server, options);
  // Past the start an error belongs to one accept (out of descriptors): the listener goes on.
  server.on('error', (error) => {
    options.log.warn({ code: errorCode(error) }, 'MLLP listener error');
  });
  return { port, close: () => closeServer(server, connections, limits.closeMs) };
}

async function listen(server: Server, where: { host: string; port: number }): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      const settings = { portSetting: 'MLLP_PORT', hostSetting: 'MLLP_HOST' };
      reject(listenRefused(error, { port: where.port, ...settings }));
    });
    server.listen(where.port, where.host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

async function closeServer(
  server: Server,
  connections: ReadonlySet<Connection>,
  closeMs: number,
): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  for (const connection of connections) connection.finish();
  const deadline = setTimeout(() => {
    for (const connection of connections) connection.abort();
  }, closeMs);
  await closed;
  clearTimeout(deadline);
}
