import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { gather } from './gather.mjs';
import { inRoot, root, runTool, Stop } from './house.mjs';

const STAMP = 'dist/.build.json';
const SERVER = ['apps/api/src', 'apps/worker/src', 'apps/life/src', 'apps/local/src'];
/** Files the compiler leaves behind but the running service reads. */
const ASSET = /\.(sql|csv|json)$/;
const COMPRESSED = /\.(html|js|css|svg)$/;
const TEST = /\.test\.tsx?$/;

function walk(folder) {
  if (!existsSync(inRoot(folder))) return [];
  return readdirSync(inRoot(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)))
    .filter((file) => !file.split(path.sep).includes('node_modules'));
}

function libs() {
  return readdirSync(inRoot('libs')).map((name) => `libs/${name}/src`);
}

function sources() {
  const settings = readdirSync(root).filter((name) => /^(tsconfig.*|package.*)\.json$/.test(name));
  const how = ['scripts/lib/build.mjs', 'scripts/lib/gather.mjs'];
  return [
    ...settings,
    ...how,
    ...SERVER.flatMap(walk),
    ...libs().flatMap(walk),
    ...walk('apps/web'),
  ]
    .filter((file) => !TEST.test(file))
    .sort();
}

/** A digest of everything that goes into the build: it changes when, and only when, the build must. */
function digest() {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0]);
  for (const file of sources()) hash.update(`\0${file}\0`).update(readFileSync(inRoot(file)));
  return hash.digest('hex');
}

function builtDigest() {
  try {
    return JSON.parse(readFileSync(inRoot(STAMP), 'utf8')).digest;
  } catch {
    return null;
  }
}

/** Takes away what was built from files that are gone, and copies what is read as it lies. */
function tidy() {
  const folders = [...SERVER, ...libs()];
  for (const built of folders.flatMap((folder) => walk(`dist/${folder}`))) {
    const source = built.slice('dist/'.length).replace(/\.js(\.map)?$/, '.ts');
    if (!existsSync(inRoot(source))) rmSync(inRoot(built));
  }
  for (const asset of folders.flatMap(walk).filter((file) => ASSET.test(file))) {
    mkdirSync(path.dirname(inRoot('dist', asset)), { recursive: true });
    copyFileSync(inRoot(asset), inRoot('dist', asset));
  }
}

async function compile() {
  const info = inRoot('dist/.tsbuildinfo');
  if (!existsSync(inRoot('dist/apps'))) rmSync(info, { force: true });
  const code = await runTool('typescript/bin/tsc', ['-p', 'tsconfig.build.json']);
  if (code !== 0) throw new Stop('The service could not be built: see the compiler above.');
}

/** Lays a Brotli and a gzip copy beside each built file, for the service to send as it lies. */
function compress() {
  for (const file of walk('dist/apps/web').filter((name) => COMPRESSED.test(name))) {
    const bytes = readFileSync(inRoot(file));
    const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
    writeFileSync(inRoot(`${file}.br`), brotliCompressSync(bytes, { params }));
    writeFileSync(inRoot(`${file}.gz`), gzipSync(bytes, { level: 9 }));
  }
}

async function bundle() {
  if (!existsSync(inRoot('apps/web/index.html'))) return;
  const options = { cwd: inRoot('apps/web') };
  // For browsers, and as the service draws them.
  for (const as of [[], ['--ssr', 'src/page.tsx']]) {
    const args = ['build', '--logLevel', 'warn', ...as];
    const code = await runTool('vite/bin/vite.js', args, options);
    if (code !== 0) throw new Stop('The screens could not be built: see the bundler above.');
  }
  compress();
}

/** Builds server and screens. */
export async function build() {
  const now = digest();
  console.log('Building');
  const began = performance.now();
  rmSync(inRoot(STAMP), { force: true });
  const halves = await Promise.allSettled([compile(), bundle()]);
  const failed = halves.find((half) => half.status === 'rejected');
  if (failed) throw failed.reason;
  tidy();
  await gather();
  writeFileSync(inRoot(STAMP), JSON.stringify({ digest: now }));
  console.log(`Built in ${Math.round((performance.now() - began) / 1000)} s`);
}

/** Whether what was built last is what the sources say now. */
export function isBuilt() {
  return builtDigest() === digest();
}

/** Builds when any source changed since the last build. */
export async function ensureBuilt() {
  if (!isBuilt()) await build();
}
