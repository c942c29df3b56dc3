import { renderToString } from 'react-dom/server';
import { Router } from 'wouter';
import type { DrawPage } from '#contracts';
import { App } from './app.js';
import { stillLine } from './live/still-line.js';
import { fetchFirst } from './screens.js';

export { earlyScript } from './early/early-press.js';

/** The same screens, drawn once by the service, so that a ward sees its board before its scripts have come. */
export const drawPage: DrawPage = async (path, seed) => {
  await fetchFirst(path);
  return renderToString(
    <Router ssrPath={path}>
      <App seed={seed} begin={stillLine} />
    </Router>,
  );
};
