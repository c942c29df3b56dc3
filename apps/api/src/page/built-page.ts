import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DrawnPages, PageSeed } from '#contracts';
import { PAGE_EARLY_ID, PAGE_SEED_ID, PAGE_STILL_ID } from '#contracts';

/** A page as the build left it, and what draws the app into it. */
export interface BuiltPage {
  /** The sheet of the board, which the page brings within itself: without it nothing can be shown. */
  readonly style: string;
  /** The one script within the page, which holds on to what is pressed before the others have come. */
  readonly script: () => Promise<string>;
  /** The page with the app drawn in it, and with what the app begins from. */
  readonly with: (address: string, seed: PageSeed) => Promise<string>;
}

interface BuiltFile {
  readonly file: string;
  readonly imports?: readonly string[];
}

const PLACE = '<div id="app"></div>';
/** Shows itself after a while unless the app has begun: a page whose scripts did not come must not look live. */
const STILL = `<p id="${PAGE_STILL_ID}" class="app-still"><b>Not live: this is the board as it was when the page was opened.</b> Load the page again when the line is back.</p>`;
/** Says what was pressed before the app had come. */
const EARLY = `<p id="${PAGE_EARLY_ID}" role="status" class="app-hidden"></p>`;
const SHEET = /<link rel="stylesheet"[^>]*href="\/(assets\/[^"]+)"[^>]*>/;
const BOARD = 'src/board/ward-board.tsx';

/** Reads the built page of a folder once; what draws it is loaded when the first board is asked for. */
export function readBuiltPage(root: string): BuiltPage {
  const bare = readFileSync(path.join(root, 'index.html'), 'utf8');
  const sheet = SHEET.exec(bare)?.[1];
  const style = sheet === undefined ? '' : readFileSync(path.join(root, sheet), 'utf8');
  const page = bare.replace(SHEET, () => `<style>${style}</style>`);
  const files = JSON.parse(readFileSync(path.join(root, 'files.json'), 'utf8')) as Record<
    string,
    BuiltFile
  >;
  const [head = '', tail = ''] = page.split('</head>');
  const fetched = [...filesOf(files, BOARD)]
    .filter((file) => !head.includes(file))
    .map((file) => `<link rel="modulepreload" crossorigin href="/${file}">`)
    .join('');
  let loaded: Promise<DrawnPages> | null = null;
  const drawing = () =>
    (loaded ??= import(
      pathToFileURL(path.join(root, '../web-page/page.js')).href
    ) as Promise<DrawnPages>);
  return {
    style,
    script: async () => (await drawing()).earlyScript,
    with: async (address, seed) => {
      const { drawPage, earlyScript } = await drawing();
      const drawn = await drawPage(address, seed);
      const app = `<div id="app">${drawn}</div>${STILL}${EARLY}${scriptOf(seed)}`;
      const early = `<script>${earlyScript}</script>`;
      return `${head}${early}${fetched}</head>${tail.replace(PLACE, () => app)}`;
    },
  };
}

/** A file of the build and all that it needs at once. */
function filesOf(
  files: Readonly<Record<string, BuiltFile>>,
  name: string,
  found: Set<string> = new Set(),
): ReadonlySet<string> {
  const built = files[name];
  if (built === undefined || found.has(built.file)) return found;
  found.add(built.file);
  for (const other of built.imports ?? []) filesOf(files, other, found);
  return found;
}

/** Data in a page: no name in it may end the element or begin another. */
function scriptOf(seed: PageSeed): string {
  const text = JSON.stringify(seed).replaceAll('<', '\\u003c');
  return `<script type="application/json" id="${PAGE_SEED_ID}">${text}</script>`;
}
