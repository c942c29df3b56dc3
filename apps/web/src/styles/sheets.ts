/** The sheets of every screen but the board, in the order in which they build on one another. */
import './nhsuk-parts.css';
import './panel.css';
import './lists.css';
import './pages.css';
import './arrivals.css';
import './wall.css';
import './round.css';
import './round-strip.css';
import './round-slot.css';
import './round-patient.css';
import './round-answers.css';
import './round-plan.css';
import './actions.css';
import './round-foot.css';
import './round-start.css';
import './jobs.css';
import './weekly.css';
