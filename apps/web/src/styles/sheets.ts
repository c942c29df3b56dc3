/** The sheets of every screen but the board, in the order in which they build on one another. */
import './nhsuk-parts.css';
import './panel.css';
import './lists.css';
import './pages.css';
import './arrivals.css';
import './wall.css';
import './round.css';
import './jobs.css';
import './weekly.css';
