import type { Job, JobGroup, LocalDate } from '#domain';
import { CheckGlyph } from '../parts/icons.js';
import { dueWords } from '../round/action-row.js';
import { countWords, isLate } from './job-groups.js';

/** One profession's jobs. What is done is struck through and keeps its place. */
export function JobCard(props: {
  readonly group: JobGroup;
  /** Not whose jobs a phone shows now. */
  readonly aside: boolean;
  readonly now: string;
  readonly today: LocalDate;
  readonly tick: ((job: Job, done: boolean) => void) | null;
}) {
  const { group, aside, now, today, tick } = props;
  return (
    <section
      className={`app-job-card${aside ? ' app-job-card--aside' : ''}`}
      aria-label={group.name}
    >
      <h2>
        <span>{group.name}</span>
        <span>{countWords(group)}</span>
      </h2>
      <ul>
        {group.jobs.map((job) => (
          <li key={job.id} className={`app-job app-job--${job.state}`}>
            <button
              type="button"
              role="checkbox"
              aria-checked={job.state === 'done'}
              // An action that is still on its way has no number of its own yet.
              disabled={tick === null || job.version < 0}
              onClick={() => tick?.(job, job.state !== 'done')}
            >
              <CheckGlyph state={job.state === 'done' ? 'done' : 'to-do'} />
              <b className="app-job-bed">
                <span className="app-hidden">Bed </span>
                {job.bed ?? '?'}
              </b>
              <span className="app-job-what">{job.what ?? 'Words not shown'}</span>
              <b className="app-job-due">
                {job.dueAt !== null &&
                  `${isLate(job, now) ? 'late, ' : ''}${dueWords(job.dueAt, today)}`}
              </b>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
