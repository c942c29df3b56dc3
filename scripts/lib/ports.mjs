import { createServer } from 'node:net';
import { Stop } from './house.mjs';

/** Where the service will listen: the settings that say so, and what holds without them. */
const LISTENING = [
  { portSetting: 'PORT', usual: 3000, hostSetting: 'HOST' },
  { portSetting: 'MLLP_PORT', usual: 2575, hostSetting: 'MLLP_HOST' },
];

function isTaken(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    // Whatever else may be wrong with an address is told by the service, which reads all settings.
    server.once('error', (error) => resolve(error.code === 'EADDRINUSE'));
    server.listen(port, host, () => server.close(() => resolve(false)));
  });
}

/** Says that a port is taken before anything is installed, built or loaded for nothing. */
export async function ensurePortsFree() {
  for (const { portSetting, usual, hostSetting } of LISTENING) {
    const port = Number(process.env[portSetting]?.trim() || usual);
    const host = process.env[hostSetting]?.trim() || '127.0.0.1';
    const isPort = Number.isInteger(port) && port > 0 && port <= 65_535;
    if (isPort && (await isTaken(port, host)))
      throw new Stop(
        `Port ${port} is taken by another program, perhaps another Boardround: stop it, or set ${portSetting} to another port.`,
      );
  }
}
