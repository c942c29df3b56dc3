import { useState } from 'react';
import type { FormEvent } from 'react';
import { Link } from 'wouter';
import type { RoleEntry, Round, RoundKind } from '#domain';
import type { Board } from '#contracts';
import { TickIcon } from '../parts/icons.js';
import { Problem } from '../parts/problem.js';
import { NotLiveBanner } from '../shell/not-live-banner.js';
import { useTitle } from '../shell/shell.js';
import { useLine } from '../live/use-live.js';
import { clockTime } from '../words/dates.js';
import { resultWords } from './judged-words.js';
import { RoundFrame } from './round-bar.js';
import { ROUND_NAMES } from './round-words.js';
import { lastFinished } from './last-finished.js';
import type { RoundTools } from './use-round.js';

/** Which round, and who is here. The next step is the one filled button. */
export function StartRound({
  board,
  tools,
}: {
  readonly board: Board;
  readonly tools: RoundTools;
}) {
  const line = useLine();
  const now = clockTime(line.at ?? board.asOf);
  const last = lastFinished(tools.rounds);
  const late = board.huddleAt !== null && now >= board.huddleAt;
  const [kind, setKind] = useState<RoundKind>(last !== null || late ? 'huddle' : 'morning');
  const [attended, setAttended] = useState<readonly string[]>(last?.attended ?? []);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useTitle(`Start a round, ${board.name}`);

  async function start(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    const asked = await tools.start(kind, attended);
    setBusy(false);
    setProblem(asked.ok ? null : asked.words);
  }

  return (
    <RoundFrame board={board} title="Start a round">
      <NotLiveBanner />
      <main id="main" tabIndex={-1}>
        <form className="app-page app-round-start" onSubmit={(event) => void start(event)}>
          <h1>
            {board.rows.length} {board.rows.length === 1 ? 'patient' : 'patients'} on {board.name}
          </h1>
          <Earlier rounds={tools.rounds} ward={board.ward} />
          <Kinds kind={kind} choose={setKind} board={board} />
          <Attended roles={tools.help?.roles ?? []} attended={attended} change={setAttended} />
          {line.state === 'not-live' && (
            <p className="app-notice">
              <b>A round cannot begin while the line is down:</b> the service fixes its order. Mark
              on <Link href={`/wards/${encodeURIComponent(board.ward)}`}>the board</Link> meanwhile.
              It keeps your marks, and the round counts them when you begin it.
            </p>
          )}
          <Problem what="Not started" why={line.state === 'not-live' ? null : problem} />
          <p className="app-form-actions">
            <button
              type="submit"
              className="app-button app-button--strong app-button--large"
              disabled={busy || board.rows.length === 0}
            >
              {busy ? 'Starting' : `Start the ${ROUND_NAMES[kind].toLowerCase()}`}
            </button>
          </p>
          {board.rows.length === 0 && <p>Nobody lies on this ward, so there is nobody to see.</p>}
        </form>
      </main>
    </RoundFrame>
  );
}

function Earlier({ rounds, ward }: { readonly rounds: readonly Round[]; readonly ward: string }) {
  const last = lastFinished(rounds);
  if (last?.finishedAt == null || last.result === null) return null;
  const { reviewed, left } = last.result;
  return (
    <p className="app-lede">
      {ROUND_NAMES[last.kind]} finished {clockTime(last.finishedAt)}:{' '}
      {resultWords(last.kind, reviewed, reviewed + left)}.{' '}
      <Link href={`/wards/${encodeURIComponent(ward)}/jobs`}>Jobs</Link>
    </p>
  );
}

function Kinds(props: {
  readonly kind: RoundKind;
  readonly choose: (kind: RoundKind) => void;
  readonly board: Board;
}) {
  const { board } = props;
  const kinds = [
    ['morning', 'Morning round', `Plan the day. Due ${board.roundAt}.`],
    [
      'huddle',
      'Huddle',
      `The final word of the day.${board.huddleAt === null ? '' : ` Due ${board.huddleAt}.`}`,
    ],
  ] as const;
  return (
    <fieldset className="app-round-kinds">
      <legend>Which round?</legend>
      {kinds.map(([value, name, words]) => (
        <label key={value}>
          <input
            type="radio"
            name="kind"
            value={value}
            checked={props.kind === value}
            onChange={() => props.choose(value)}
          />
          <span className="app-face">
            {props.kind === value && <TickIcon />}
            <span>
              <b>{name}</b>
              <small>{words}</small>
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** Professions that take part. It may be changed until the round is finished. */
export function Attended(props: {
  readonly roles: readonly RoleEntry[];
  readonly attended: readonly string[];
  readonly change: (attended: readonly string[]) => void;
}) {
  const { roles, attended, change } = props;
  return (
    <fieldset className="app-round-attended">
      <legend>
        Who is here? <small>You can change it until the round is finished.</small>
      </legend>
      {roles.map(({ code, name }) => {
        const here = attended.includes(code);
        return (
          <label key={code}>
            <input
              type="checkbox"
              checked={here}
              onChange={() =>
                change(here ? attended.filter((one) => one !== code) : [...attended, code])
              }
            />
            <span>{name}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
