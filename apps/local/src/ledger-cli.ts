import { Persistence, checkRebuild, openDatabase, verifyLedger } from '#persistence';
import { ConfigError, readConfig } from '#platform';
import type { Config } from '#platform';
import { OWNER, startCluster } from './postgres/cluster.js';

const FAULTS_SHOWN_MAX = 50;
const USAGE = 'Say: npm run ledger -- verify, or: npm run ledger -- rebuild --check';

/** The database of the settings; an embedded one that does not run is started for the time of the command. */
async function database(config: Config): Promise<{ url: string; end: () => Promise<void> }> {
  if (config.database.kind === 'given')
    return { url: config.database.appUrl, end: () => Promise.resolve() };
  const cluster = await startCluster({ dataDir: config.dataDir });
  const end = () => (cluster.adopted ? Promise.resolve() : cluster.stop());
  return { url: cluster.url(OWNER, 'boardround'), end };
}

async function verify(persistence: Persistence): Promise<boolean> {
  const { facts, streams, seals, words, faults } = await verifyLedger(persistence);
  for (const { code, organisation, stream, seq } of faults.slice(0, FAULTS_SHOWN_MAX))
    console.log(`${code} ${organisation} ${stream} ${seq}`);
  const read = `${facts} facts in ${streams} streams, ${seals} seals, ${words} sealed words`;
  console.log(`${read}: ${ending(faults.length)}`);
  return faults.length === 0;
}

async function rebuild(persistence: Persistence): Promise<boolean> {
  const { facts, rows, faults } = await checkRebuild(persistence);
  for (const { code, organisation, table, key, column } of faults.slice(0, FAULTS_SHOWN_MAX))
    console.log(`${code} ${organisation} ${table} ${key} ${column ?? '(row)'}`);
  console.log(`${rows} projected rows against ${facts} facts: ${ending(faults.length)}`);
  return faults.length === 0;
}

function ending(faults: number): string {
  return faults === 0 ? 'all as recorded' : `${faults} not as recorded`;
}

/** Checks the ledger and says what it finds; 0 when everything is as recorded, 1 when not, 2 when asked wrongly. */
async function main([what, option]: readonly string[]): Promise<number> {
  const job =
    what === 'verify' ? verify : what === 'rebuild' && option === '--check' ? rebuild : null;
  if (job === null) {
    console.error(USAGE);
    return 2;
  }
  const { url, end } = await database(readConfig());
  try {
    const persistence = new Persistence(await openDatabase(url, 2));
    try {
      return (await job(persistence)) ? 0 : 1;
    } finally {
      await persistence.close();
    }
  } finally {
    await end();
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
}
