import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { fittedSheet } from './fitted-sheet.js';

/** The doors of the two libraries a screen may see; the rest of the house is server side. */
function door(lib: 'domain' | 'contracts'): string {
  return fileURLToPath(new URL(`../../libs/${lib}/src/index.ts`, import.meta.url));
}

/** All of it, compressed, is a third of this: nothing a hospital's network would notice. */
const CHUNK_KB_MAX = 800;

const api = 'http://127.0.0.1:3000';

/**
 * What every screen stands on comes in two files, so that few are asked for at once; what a screen has for
 * itself in one more.
 */
const GROUPS = [
  {
    name: 'react',
    test: /\/node_modules\/(react|react-dom|scheduler|use-sync-external-store|wouter)\/|rolldown\/runtime/,
  },
  {
    name: 'base',
    test: /\/apps\/web\/src\/(api|commands|help|live|parts|session|shell|words)\/|\/board\/(counts|hours|keys|lines|marking|reasons|use-marking|ward-nav)\.|\/libs\/|\/node_modules\/(socket\.io|engine\.io|@socket\.io|temporal)/,
  },
];

/** The screens as the service draws them (`vite build --ssr`): one program that needs nothing beside it. */
export default defineConfig(({ isSsrBuild: drawn = false }) => ({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: { alias: { '#domain': door('domain'), '#contracts': door('contracts') } },
  css: { postcss: { plugins: [fittedSheet] } },
  build: {
    outDir: drawn ? '../../dist/apps/web-page' : '../../dist/apps/web',
    emptyOutDir: true,
    // The service reads there which files an address needs.
    manifest: !drawn && 'files.json',
    copyPublicDir: !drawn,
    chunkSizeWarningLimit: CHUNK_KB_MAX,
    // A screen takes types and a few constants of the contracts: their schemas, and the parser, stay behind.
    rolldownOptions: {
      ...(drawn ? {} : { output: { codeSplitting: { groups: GROUPS } } }),
      treeshake: {
        moduleSideEffects: [{ test: /\/libs\/(contracts|domain)\/|\/zod\//, sideEffects: false }],
      },
    },
  },
  ...(drawn
    ? {
        ssr: { noExternal: true as const },
        define: { 'process.env.NODE_ENV': '"production"' },
      }
    : {}),
  server: { proxy: { '/api': api, '/socket.io': { target: api, ws: true } } },
}));
