import { useEffect, useMemo } from 'react';
import type { InstantText } from '#domain';
import type { Board } from '#contracts';
import { useReference } from '../api/reference.js';
import { AddPatient } from '../by-hand/add-patient.js';
import { HearsSaid, useSaidByHand } from '../by-hand/said-by-hand.js';
import { useHelp } from '../help/help.js';
import { useLine, useWardFeed } from '../live/use-live.js';
import { useRootClass } from '../parts/root-class.js';
import { Reading, Refused } from '../parts/state-page.js';
import { useSession } from '../session/session.js';
import { useTitle } from '../shell/shell.js';
import { clockTime, fullDay } from '../words/dates.js';
import { Key } from './board-key.js';
import { useBoardView } from './board-view.js';
import { BoardTable } from './board-table.js';
import { CountsStrip } from './counts-strip.js';
import { withAnswer } from './marking.js';
import { newsWords } from './board-row.js';
import { BOARD_HELP } from './keys.js';
import { fetchLater } from './later.js';
import { WardNav } from './ward-nav.js';
import { PrintFoot } from './print-foot.js';
import { UndoBar, useTold } from './undo-bar.js';
import { useMarking } from './use-marking.js';
import type { MarkingTools } from './use-marking.js';
import { useNews } from './use-news.js';
import { useWardReasons } from './use-ward-reasons.js';
import { ViewBar } from './view-bar.js';

export function WardBoard({ ward }: { readonly ward: string }) {
  const reference = useReference();
  const { body, refusal } = useWardFeed(ward);
  const name = body?.name ?? reference.ward(ward);
  useTitle(name);
  if (refusal !== null) return <Refused code={refusal} />;
  if (body === null) return <Reading what={name} />;
  return <ShownBoard board={body} />;
}

function ShownBoard({ board }: { readonly board: Board }) {
  const reference = useReference();
  const session = useSession();
  const line = useLine();
  const tools = useMarking(board);
  const news = useNews(board, session.person);
  const seven = useWardReasons(board);
  const [told, tell] = useTold();
  useHelp(BOARD_HELP);
  useRootClass('app-root--board');
  useEffect(fetchLater, []);
  const answered = useAnswered(board, tools.marking.answered);
  const now = line.at ?? board.asOf;
  const look = useBoardView(answered);
  const spoken = [...news.values()].at(-1);
  const { undoable, cameThrough } = tools.marking;
  const byHand = useSaidByHand(undoable?.id, board.rows, { tell, arrive: focusMark });
  const bed = board.rows.find((row) => row.stay === spoken?.stay)?.bed;
  const isSaid = [undoable, cameThrough, byHand.said, told].some((one) => one !== null);
  return (
    <div className={`app-board-screen${isSaid ? ' app-board-screen--undo' : ''}`}>
      <div className="app-board-top">
        <div className="app-title">
          <h1>{board.name}</h1>
          <p>
            {reference.site(board.site)}, {fullDay(board.date)}
          </p>
          <WardNav board={board} here="board" />
        </div>
        <CountsStrip board={answered} />
        {board.rows.length > 0 && <ViewBar board={answered} look={look} />}
      </div>
      {board.rows.length === 0 && (
        <p className="app-lede app-inside">
          {session.role === 'local-authority'
            ? 'None of your residents is on this board.'
            : 'No patients on this board yet.'}
        </p>
      )}
      <HearsSaid tell={byHand.hear}>
        <BoardTable
          board={answered}
          news={news}
          seven={seven}
          tools={tools}
          finalFirst={isAfterHuddle(board, now)}
          now={now}
          tell={tell}
          stays={look.stays}
        />
      </HearsSaid>
      <p className="app-hidden" role="status">
        {spoken !== undefined && `Bed ${bed ?? 'not known'}: ${newsWords(spoken, reference)}`}
      </p>
      <AddPatient board={board}>{(add) => <Key board={board} add={add} />}</AddPatient>
      <PrintFoot board={board} now={now} />
      <Foot tools={tools} byHand={byHand} told={told} />
    </div>
  );
}

/** What was kept last and can be taken back: a mark, or an answer by hand. */
function Foot(props: {
  readonly tools: MarkingTools;
  readonly byHand: ReturnType<typeof useSaidByHand>;
  readonly told: string | null;
}) {
  const { tools, byHand, told } = props;
  const { undoable, cameThrough } = tools.marking;
  if (byHand.said !== null)
    return (
      <UndoBar
        undoable={byHand.said}
        cameThrough={null}
        told={told}
        undo={byHand.undo}
        forget={byHand.forget}
      />
    );
  return (
    <UndoBar
      undoable={undoable}
      cameThrough={cameThrough}
      told={told}
      undo={(mark) => {
        tools.undo(mark);
        // The button that was pressed goes; the focus goes to the mark that it was about.
        focusMark(mark.stay);
      }}
      forget={tools.forgetUndo}
    />
  );
}

/** The board with the days as they were answered here. */
function useAnswered(board: Board, answered: Parameters<typeof withAnswer>[1]): Board {
  return useMemo(
    () => ({ ...board, rows: board.rows.map((row) => withAnswer(row, answered)) }),
    [board, answered],
  );
}

/** From the ward's huddle on a mark is taken as the final word of the day unless the person says otherwise. */
function isAfterHuddle({ huddleAt }: Board, now: InstantText): boolean {
  return huddleAt !== null && clockTime(now) >= huddleAt;
}

function focusMark(stay: string): void {
  document.querySelector<HTMLElement>(`button[data-stay="${CSS.escape(stay)}"]`)?.focus();
}
