import { erasePatient, openHouse, organisationOf, patientNamed } from '#flow';
import { Persistence, checkRebuild, openDatabase, verifyLedger } from '#persistence';
import { ConfigError, StartRefused, createLogger, readConfig } from '#platform';
import type { Config } from '#platform';
import { OWNER, startCluster } from './postgres/cluster.js';

const FAULTS_SHOWN_MAX = 50;
const USAGE = `Say one of:
  npm run ledger -- verify
  npm run ledger -- rebuild --check
  npm run ledger -- erase <id of a stay or of a patient>`;

interface Urls {
  readonly appUrl: string;
  readonly ownerUrl: string;
}

/** The database of the settings; an embedded one that does not run is started for the time of the command. */
async function database(config: Config): Promise<Urls & { end: () => Promise<void> }> {
  if (config.database.kind === 'given') return { ...config.database, end: () => Promise.resolve() };
  const cluster = await startCluster({ dataDir: config.dataDir });
  const end = () => (cluster.adopted ? Promise.resolve() : cluster.stop());
  const url = cluster.url(OWNER, 'boardround');
  return { appUrl: url, ownerUrl: url, end };
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

/** Erases the words of one patient, whom the operator names by an id of the house and never by their own. */
async function erase(config: Config, urls: Urls, id: string): Promise<boolean> {
  const opened = await openHouse(config, { log: createLogger('warn'), database: urls });
  try {
    const patient = await patientNamed(opened.house, id);
    if (patient === null) {
      console.error('No stay and no patient has this id.');
      return false;
    }
    const erased = await erasePatient(opened.house, organisationOf(patient), patient);
    console.log(erased ? `${patient}: erased` : `${patient}: there was nothing left to erase`);
    return true;
  } finally {
    await opened.close();
  }
}

/** The job that was asked for; null when it is none. */
function jobOf(config: Config, [what, option]: readonly string[]) {
  const onLedger = (job: (persistence: Persistence) => Promise<boolean>) => async (urls: Urls) => {
    const persistence = new Persistence(await openDatabase(urls.appUrl, 2));
    return job(persistence).finally(() => persistence.close());
  };
  if (what === 'verify') return onLedger(verify);
  if (what === 'rebuild' && option === '--check') return onLedger(rebuild);
  if (what === 'erase' && option !== undefined) return (urls: Urls) => erase(config, urls, option);
  return null;
}

function ending(faults: number): string {
  return faults === 0 ? 'all as recorded' : `${faults} not as recorded`;
}

/** Does what is asked and says what it finds; 0 when all is well, 1 when not, 2 when asked wrongly. */
async function main(args: readonly string[]): Promise<number> {
  const config = readConfig();
  const job = jobOf(config, args);
  if (job === null) {
    console.error(USAGE);
    return 2;
  }
  const { end, ...urls } = await database(config);
  try {
    return (await job(urls)) ? 0 : 1;
  } finally {
    await end();
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const expected = error instanceof ConfigError || error instanceof StartRefused;
  console.error(expected ? error.message : error);
  process.exitCode = 1;
}
