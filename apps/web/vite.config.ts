import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The doors of the two libraries a screen may see; the rest of the house is server side. */
function door(lib: 'domain' | 'contracts'): string {
  return fileURLToPath(new URL(`../../libs/${lib}/src/index.ts`, import.meta.url));
}

interface Removable {
  remove(): unknown;
}

/**
 * The national sheet names a typeface on a foreign host, and icons of parts that no screen uses at a
 * path we do not serve. A ward's screen fetches nothing from elsewhere and nothing in vain.
 */
const withoutForeignFiles = {
  postcssPlugin: 'without-foreign-files',
  AtRule: { 'font-face': (rule: Removable) => void rule.remove() },
  Declaration(declaration: Removable & { readonly value: string }): void {
    if (declaration.value.includes('/assets/images/')) declaration.remove();
  },
};

/** All of it, compressed, is a third of this: nothing a hospital's network would notice. */
const CHUNK_KB_MAX = 600;

const api = 'http://127.0.0.1:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: { alias: { '#domain': door('domain'), '#contracts': door('contracts') } },
  css: { postcss: { plugins: [withoutForeignFiles] } },
  build: {
    outDir: '../../dist/apps/web',
    emptyOutDir: true,
    chunkSizeWarningLimit: CHUNK_KB_MAX,
    // A screen takes types and a few constants of the contracts: their schemas, and the parser, stay behind.
    rolldownOptions: {
      treeshake: {
        moduleSideEffects: [{ test: /\/libs\/(contracts|domain)\/|\/zod\//, sideEffects: false }],
      },
    },
    // nhsuk-frontend carries a `screen\0` hack that the default CSS minifier refuses.
    cssMinify: false,
  },
  server: { proxy: { '/api': api, '/socket.io': { target: api, ws: true } } },
});
