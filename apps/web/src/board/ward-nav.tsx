import { Link } from 'wouter';
import type { Board } from '#contracts';
import { mayDo } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { marksColours } from './colours.js';

/** The screens of one ward: its board, its round, its jobs. */
export function WardNav(props: {
  readonly board: Pick<Board, 'ward' | 'organisation' | 'kind' | 'date' | 'redGreenFrom'>;
  readonly here: 'board' | 'jobs';
}) {
  const { board, here } = props;
  const session = useSession();
  const path = `/wards/${encodeURIComponent(board.ward)}`;
  const current = (one: 'board' | 'jobs') =>
    one === here ? { 'aria-current': 'page' as const } : {};
  return (
    <nav className="app-ward-nav" aria-label="This ward">
      <Link href={path} {...current('board')}>
        Board
      </Link>
      <Link href={`${path}/jobs`} {...current('jobs')}>
        Jobs
      </Link>
      {mayDo(session, 'round', board) && marksColours(board) && (
        <Link
          href={`${path}/round`}
          className={`app-button${here === 'board' ? ' app-button--strong' : ''}`}
        >
          Round
        </Link>
      )}
    </nav>
  );
}
