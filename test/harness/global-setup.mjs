import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * One folder for everything a test run keeps. Nothing is started here: the first test that asks for a
 * database starts the cluster in it (see database.ts), and every other worker finds it running.
 */
export default async function globalSetup() {
  process.env.BOARDROUND_TEST_DIR = await mkdtemp(path.join(tmpdir(), 'boardround-test-'));
}
