import { launch } from './lib/launch.mjs';

await launch('dist/apps/api/src/documents/documents-cli.js');
