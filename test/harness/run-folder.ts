import { mkdir, mkdtemp } from 'node:fs/promises';
import path from 'node:path';

/** The folder of this test run, made by the global setup and removed at its end. */
export function runFolder(): string {
  const folder = process.env['BOARDROUND_TEST_DIR'];
  if (!folder)
    throw new Error('This test belongs into test/, where the harness gives it a folder.');
  return folder;
}

/** A new empty folder within the run's. */
export async function freshFolder(name: string): Promise<string> {
  await mkdir(runFolder(), { recursive: true });
  return mkdtemp(path.join(runFolder(), `${name}-`));
}
