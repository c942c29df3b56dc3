import { useMemo, useState } from 'react';
import { useSearch } from 'wouter';
import { isJudged } from '#domain';
import type { CheckEntry, Job, JobGroup, RoleEntry, Round, Row } from '#domain';
import type { Board } from '#contracts';
import { useReference } from '../api/reference.js';
import { useGet } from '../api/use-get.js';
import { unreviewedOf } from '../board/counts.js';
import { WardNav } from '../board/ward-nav.js';
import { useHelp } from '../help/help.js';
import { useLine, useWardFeed } from '../live/use-live.js';
import { LoadFailed, Reading, Refused } from '../parts/state-page.js';
import { withAhead } from '../round/changes.js';
import { NotKeptBox } from '../round/not-kept-box.js';
import { useChanges } from '../round/use-changes.js';
import type { ChangeTools } from '../round/use-changes.js';
import { lastFinished } from '../round/last-finished.js';
import { useRound } from '../round/use-round.js';
import { mayDo } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { NotLiveBanner } from '../shell/not-live-banner.js';
import { useTitle } from '../shell/shell.js';
import { groupsOf, openIn, ownProfession } from './job-groups.js';
import { JobCard } from './job-card.js';
import { JobsHead } from './jobs-head.js';
import type { LeftOver } from './jobs-head.js';
import { JobsPrintFoot, JobsPrintHead } from './jobs-print.js';

/** Who does what by when: the jobs that a ward's rounds left, by profession, live. */
export function JobsScreen({ ward }: { readonly ward: string }) {
  const reference = useReference();
  const { body, refusal } = useWardFeed(ward);
  const checks = useGet<CheckEntry[]>('/checks');
  const roles = useGet<RoleEntry[]>('/roles');
  const name = body?.name ?? reference.ward(ward);
  useTitle(`Jobs, ${name}`);
  if (refusal !== null) return <Refused code={refusal} />;
  for (const one of [checks, roles])
    if (one.state === 'refused' || one.state === 'unreached')
      return (
        <LoadFailed
          what="The list of jobs"
          error={one.state === 'refused' ? one.error : null}
          again={one.again}
        />
      );
  if (body === null || checks.state !== 'ready' || roles.state !== 'ready')
    return <Reading what={`the jobs of ${name}`} />;
  return <Jobs board={body} checks={checks.value} roles={roles.value} />;
}

const JOBS_HELP = {
  title: 'Jobs',
  keys: [
    ['Tab', 'the next job'],
    ['Space', 'done, or open again'],
  ],
  also: ['A tick shows on the board and on every other screen at once.'],
} as const;

interface Ticked {
  readonly job: Job;
  readonly done: boolean;
}

/** Ticks a job where it lies: the action itself, or the check in its plan. */
function useTicks(board: Board, changes: ChangeTools) {
  const [ticked, setTicked] = useState<Ticked | null>(null);
  function tick(job: Job, done: boolean): void {
    const row = board.rows.find(({ stay }) => stay === job.stay);
    if (row === undefined) return;
    const action = row.actions.find((one) => one.action === job.id);
    if (action !== undefined) changes.settleAction(row, action, done);
    else if (job.check !== null)
      changes.plan(
        row,
        { checks: [{ code: job.check, state: done ? 'done' : 'asked' }] },
        `${(job.what ?? job.check).toLowerCase()}: ${done ? 'done' : 'asked'}`,
      );
    setTicked({ job, done });
  }
  return { ticked, tick };
}

function Jobs(props: {
  readonly board: Board;
  readonly checks: readonly CheckEntry[];
  readonly roles: readonly RoleEntry[];
}) {
  const { checks, roles } = props;
  const { owners } = useReference();
  const session = useSession();
  const changes = useChanges(props.board);
  const tools = useRound(props.board.ward, props.board);
  const line = useLine();
  useHelp(JOBS_HELP);
  const { ahead } = changes.changes;
  const board = useMemo(
    () => ({ ...props.board, rows: props.board.rows.map((row) => withAhead(row, ahead)) }),
    [props.board, ahead],
  );
  const groups = groupsOf(board, { owners, checks, roles });
  const [profession, setProfession] = useProfession(ownProfession(session.role));
  const mayTick = mayDo(session, 'action', board) && mayDo(session, 'plan', board);
  const round = useShownRound(tools.rounds);
  const left = leftOf(board.rows, round);
  const [notKept] = changes.changes.notKept.values();
  const troubled = board.rows.find(({ stay }) => stay === notKept?.stay);

  const { ticked, tick } = useTicks(board, changes);

  return (
    <div className="app-jobs">
      <JobsPrintHead board={board} round={round} left={left} />
      <div className="app-no-print">
        <div className="app-title">
          <h1>Jobs</h1>
          <p>{board.name}</p>
          <WardNav board={board} here="jobs" />
        </div>
        <NotLiveBanner />
        <JobsHead board={board} round={round} left={left} tools={tools} roles={roles} />
        {troubled !== undefined && (
          <NotKeptBox
            row={troubled}
            today={board.date}
            checks={board.checks}
            problem={notKept}
            tools={changes}
          />
        )}
        <Professions groups={groups} chosen={profession} choose={setProfession} />
      </div>
      {groups.length === 0 && (
        <p className="app-lede app-inside">
          No jobs are open on this ward. Actions and checks that are asked for stand here.
        </p>
      )}
      <div className="app-job-cards">
        {groups.map((group) => (
          <JobCard
            key={group.role}
            group={group}
            aside={profession !== null && profession !== group.role && isHere(groups, profession)}
            now={line.at ?? board.asOf}
            today={board.date}
            tick={mayTick ? tick : null}
          />
        ))}
      </div>
      <JobsPrintFoot board={board} />
      <TickBar ticked={ticked} tick={tick} />
    </div>
  );
}

function isHere(groups: readonly JobGroup[], role: string): boolean {
  return groups.some((group) => group.role === role);
}

/** The round that the address names, as after its end; else the one finished last. */
function useShownRound(rounds: readonly Round[]): Round | null {
  const named = new URLSearchParams(useSearch()).get('round');
  const one = rounds.find(({ round, finishedAt }) => round === named && finishedAt !== null);
  return one ?? lastFinished(rounds);
}

/** Whom nobody has reviewed today, and after a huddle who has a plan and no final word. */
function leftOf(rows: readonly Row[], round: Round | null): LeftOver {
  const notFinal = rows.filter(
    ({ gone, day }) => gone === null && day.reviewed && !isJudged(day, 'huddle'),
  );
  return { unreviewed: unreviewedOf(rows), notFinal: round?.kind === 'huddle' ? notFinal : [] };
}

const KEPT_AS = 'boardround.profession';

/** Whose jobs a phone shows; kept on the device. `null` is everybody's. */
function useProfession(own: string | null) {
  const [chosen, setChosen] = useState(() => localStorage.getItem(KEPT_AS) ?? own);
  const choose = (role: string | null) => {
    if (role === null) localStorage.removeItem(KEPT_AS);
    else localStorage.setItem(KEPT_AS, role);
    setChosen(role);
  };
  return [chosen, choose] as const;
}

/** On a phone one profession at a time, one's own first. */
function Professions(props: {
  readonly groups: readonly JobGroup[];
  readonly chosen: string | null;
  readonly choose: (role: string | null) => void;
}) {
  const { groups, chosen } = props;
  const total = groups.reduce((sum, group) => sum + openIn(group), 0);
  if (groups.length === 0) return null;
  return (
    <label className="app-professions">
      <span>Show on this phone</span>
      <select
        value={chosen !== null && isHere(groups, chosen) ? chosen : ''}
        onChange={(event) => props.choose(event.currentTarget.value || null)}
      >
        <option value="">All, {total} open</option>
        {groups.map((group) => (
          <option key={group.role} value={group.role}>
            {group.name}, {openIn(group)} open
          </option>
        ))}
      </select>
    </label>
  );
}

/** What was ticked last, and how to take it back. */
function TickBar(props: {
  readonly ticked: Ticked | null;
  readonly tick: (job: Job, done: boolean) => void;
}) {
  const { ticked, tick } = props;
  return (
    <div className="app-undo-place app-no-print">
      <p className="app-undo-words" role="status">
        {ticked !== null && (
          <span>
            Bed {ticked.job.bed ?? 'not known'}: {ticked.job.what ?? 'a job'},{' '}
            {ticked.done ? 'done' : 'open again'}
            {ticked.job.patient.similarName && (
              <span className="app-similar">≈ a similar name is on this ward</span>
            )}
          </span>
        )}
      </p>
      {ticked !== null && (
        <button
          type="button"
          className="app-button app-undo-button"
          onClick={() => tick(ticked.job, !ticked.done)}
        >
          Undo
        </button>
      )}
    </div>
  );
}
