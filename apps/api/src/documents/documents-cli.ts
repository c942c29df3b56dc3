import { readFile, writeFile } from 'node:fs/promises';
import { errorCodesPage } from './error-codes-page.js';
import { openApi } from './openapi.js';

/** Writes the two documents that are made from the code: the description of the surface and the page of codes. */
const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
await writeFile('docs/openapi.json', `${JSON.stringify(openApi(version), null, 2)}\n`);
await writeFile('docs/error-codes.md', errorCodesPage());
console.log('Wrote docs/openapi.json and docs/error-codes.md');
