import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import './styles/nhsuk.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/marks.css';
import './styles/board.css';
import './styles/panel.css';
import './styles/lists.css';
import './styles/pages.css';
import './styles/by-hand.css';
import './styles/arrivals.css';
import './styles/wall.css';
import './styles/weekly.css';

const place = document.getElementById('app');
if (place === null) throw new Error('the page has no place for the app');
createRoot(place).render(<App />);
