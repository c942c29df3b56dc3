import { createRoot, hydrateRoot } from 'react-dom/client';
import { PAGE_SEED_ID, PAGE_STILL_ID } from '#contracts';
import type { PageSeed } from '#contracts';
import { App } from './app.js';
import { takeOverHand } from './early/early-press.js';
import { socketLine } from './live/socket-line.js';
import { fetchFirst, fetchRest } from './screens.js';
import './styles/nhsuk.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/marks.css';
import './styles/board.css';
import './styles/board-plan.css';
import './styles/board-tablet.css';
import './styles/board-tall.css';
import './styles/board-print.css';
import './styles/board-wide.css';
import './styles/board-waiting.css';
import './styles/by-hand.css';
import './styles/help.css';
import './styles/sheet.css';
import './styles/ward-nav.css';

/** What the service put into the page, if it did. */
function readSeed(): PageSeed | null {
  const text = document.getElementById(PAGE_SEED_ID)?.textContent;
  return text === undefined || text === null ? null : (JSON.parse(text) as PageSeed);
}

const place = document.getElementById('app');
if (place === null) throw new Error('the page has no place for the app');
document.getElementById(PAGE_STILL_ID)?.remove();
const seed = readSeed();
const first = fetchFirst(location.pathname);
if (seed === null) {
  createRoot(place).render(<App seed={null} begin={socketLine} />);
} else {
  // What is drawn already is taken over whole: its file first, so that nothing of it goes and comes again.
  await first;
  takeOverHand();
  hydrateRoot(place, <App seed={seed} begin={socketLine} />);
}
fetchRest();
