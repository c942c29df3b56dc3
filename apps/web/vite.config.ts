import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The doors of the two libraries a screen may see; the rest of the house is server side. */
function door(lib: 'domain' | 'contracts'): string {
  return fileURLToPath(new URL(`../../libs/${lib}/src/index.ts`, import.meta.url));
}

/** The national sheet names a typeface on a foreign host; a ward's screen fetches nothing from elsewhere. */
const withoutForeignFonts = {
  postcssPlugin: 'without-foreign-fonts',
  AtRule: { 'font-face': (rule: { remove(): unknown }) => void rule.remove() },
};

const api = 'http://127.0.0.1:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: { alias: { '#domain': door('domain'), '#contracts': door('contracts') } },
  css: { postcss: { plugins: [withoutForeignFonts] } },
  build: {
    outDir: '../../dist/apps/web',
    emptyOutDir: true,
    // nhsuk-frontend carries a `screen\0` hack that the default CSS minifier refuses.
    cssMinify: false,
  },
  server: { proxy: { '/api': api, '/socket.io': { target: api, ws: true } } },
});
