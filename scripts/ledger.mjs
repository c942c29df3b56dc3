import { launch } from './lib/launch.mjs';

await launch('dist/apps/local/src/ledger-cli.js');
