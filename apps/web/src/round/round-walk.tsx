import { useMemo, useState } from 'react';
import { isRedWithoutJob } from '#domain';
import type { Round, Row } from '#domain';
import type { Board, RoundHelp } from '#contracts';
import { withAnswer } from '../board/marking.js';
import { useTooEarly } from '../board/too-early.js';
import { useMarking } from '../board/use-marking.js';
import type { MarkingTools } from '../board/use-marking.js';
import { useWaiting } from '../commands/use-commands.js';
import { useTitle } from '../shell/shell.js';
import { useHelp } from '../help/help.js';
import { BedStrip } from './bed-strip.js';
import { withAhead } from './changes.js';
import { FinishDialog } from './round-dialogs.js';
import { ROUND_HELP } from './round-help.js';
import { RoundCounts, RoundFrame } from './round-bar.js';
import { RoundFoot } from './round-foot.js';
import type { Added } from './round-foot.js';
import { RoundPatient } from './round-patient.js';
import { ROUND_NAMES } from './round-words.js';
import { newsKey, newsOf } from './round-news.js';
import { useChanges } from './use-changes.js';
import type { ChangeTools } from './use-changes.js';
import type { RoundTools } from './use-round.js';
import { useWalk } from './use-walk.js';
import type { Walk } from './use-walk.js';
import type { Progress, Stop } from './walk-order.js';

interface WalkParts {
  readonly round: Round;
  readonly board: Board;
  readonly help: RoundHelp;
  readonly tools: RoundTools;
  readonly finished: (round: Round) => void;
}

/** One patient after the other. Nothing here moves but by the hand of whoever walks the round. */
export function RoundWalk(props: WalkParts) {
  const { round, help } = props;
  const marking = useMarking(props.board);
  const { tools: changes, ...added } = useAdded(useChanges(props.board));
  const board = useShown(props.board, marking.marking.answered, changes.changes.ahead);
  const walk = useWalk(round, board);
  const waiting = useWaiting().length;
  const [finishing, setFinishing] = useState(false);
  const [stripOpen, setStripOpen] = useState(false);
  const slot = useNewsTold(walk);
  useTitle(`${ROUND_NAMES[round.kind]}, ${board.name}`);
  useHelp(ROUND_HELP);

  function goTo(stay: string): void {
    slot.tellAll();
    setStripOpen(false);
    walk.goTo(stay);
  }

  const { current, row, next, before } = walk;
  const { byKey, ...undoing } = useUndoing(marking);
  const foot = { next, before, goTo, undo: byKey, finish: () => setFinishing(true) };
  const beds = { kind: round.kind, strip: walk.strip, current: current?.stay ?? null };
  const bar = { round, progress: walk.progress, bedsOpen: stripOpen };
  return (
    <RoundFrame
      board={board}
      title={ROUND_NAMES[round.kind]}
      counts={<BarCounts {...bar} toggleBeds={() => setStripOpen(!stripOpen)} />}
      button={
        <button type="button" className="app-round-finish" onClick={foot.finish}>
          Finish
        </button>
      }
    >
      <BedStrip {...beds} open={stripOpen} goTo={goTo} />
      {current !== null && row !== null && (
        <RoundPatient
          key={current.stay}
          row={row}
          here={current.standing.is !== 'left'}
          kind={round.kind === 'huddle' ? 'final' : 'planned'}
          board={board}
          help={help}
          constraints={round.constraints}
          marking={marking}
          changes={changes}
          slot={{ ...slot, rows: walk.rows, goTo }}
          foot={foot}
          quiet={finishing}
        />
      )}
      <RoundFoot
        {...{ ...foot, ...added, ...undoing }}
        waiting={waiting}
        answered={current !== null && current.standing.is !== 'to-do'}
      />
      {finishing && (
        <Finishing
          {...props}
          left={walk.progress.left}
          jobless={board.rows.filter(isRedWithoutJob)}
          waiting={waiting}
          goTo={goTo}
          close={() => setFinishing(false)}
        />
      )}
    </RoundFrame>
  );
}

/** What can be undone now, by the button that names it or by a key, which always means the last mark. */
function useUndoing({ marking, undo, forgetUndo }: MarkingTools) {
  const { undoable, cameThrough } = marking;
  const tooEarly = useTooEarly();
  const press = () => void (undoable !== null && undo(undoable));
  return {
    undoable,
    cameThrough,
    undo: press,
    byKey: () => void (tooEarly.say() || press()),
    tooEarly: tooEarly.words,
    forget: forgetUndo,
  };
}

/** The changes of a round, and the action that was added last: on a small screen it stands out of sight. */
function useAdded(tools: ChangeTools) {
  const [added, setAdded] = useState<Added | null>(null);
  return {
    added,
    forgetAdded: () => setAdded(null),
    tools: {
      ...tools,
      openAction: (...[row, action]: Parameters<ChangeTools['openAction']>) =>
        tools.openAction(row, action, () =>
          setAdded({ id: crypto.randomUUID(), words: `Action added: ${action.what}` }),
        ),
    },
  };
}

/** What happened to the round's patients, and what of it was read: whoever goes on has read what stood there. */
function useNewsTold(walk: Walk) {
  const [told, setTold] = useState<ReadonlySet<string>>(new Set());
  const news = newsOf(walk.stops);
  const tell = (keys: readonly string[]) => setTold((held) => new Set([...held, ...keys]));
  return { news, told, tell, tellAll: () => tell(news.map(newsKey)) };
}

function BarCounts(props: {
  readonly round: Round;
  readonly progress: Progress;
  readonly bedsOpen: boolean;
  readonly toggleBeds: () => void;
}) {
  const { round, progress } = props;
  const [begunWith] = useState(progress.reviewed);
  return (
    <>
      <RoundCounts
        kind={round.kind}
        progress={progress}
        startedAt={round.startedAt}
        doneHere={progress.reviewed - begunWith}
      />
      <button
        type="button"
        className="app-round-beds"
        aria-expanded={props.bedsOpen}
        onClick={props.toggleBeds}
      >
        Beds
      </button>
    </>
  );
}

function Finishing(
  props: WalkParts & {
    readonly left: readonly Stop[];
    readonly jobless: readonly Row[];
    readonly waiting: number;
    readonly goTo: (stay: string) => void;
    readonly close: () => void;
  },
) {
  const { round, help, tools, finished, ...rest } = props;
  return (
    <FinishDialog
      {...rest}
      kind={round.kind}
      roles={help.roles}
      attended={round.attended}
      attend={(attended) => tools.attend(round, attended)}
      finish={async () => {
        const asked = await tools.finish(round, round.attended);
        if (asked.ok) finished(round);
        return asked;
      }}
    />
  );
}

/** The board with all that was done here and is not yet told by the feed. */
function useShown(
  board: Board,
  answered: Parameters<typeof withAnswer>[1],
  ahead: Parameters<typeof withAhead>[1],
): Board {
  return useMemo(
    () => ({
      ...board,
      rows: board.rows.map((row): Row => withAhead(withAnswer(row, answered), ahead)),
    }),
    [board, answered, ahead],
  );
}
