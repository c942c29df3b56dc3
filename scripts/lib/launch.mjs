import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { command, inRoot, Stop } from './house.mjs';
import { prepare } from './prepare.mjs';

/** Runs a module of the project in this process, with our arguments, after a build where one is due. */
export function launch(file) {
  return command(async () => {
    await prepare();
    const module = inRoot(file);
    if (!existsSync(module)) throw new Stop(`There is no ${file}.`);
    await import(pathToFileURL(module).href);
  });
}
