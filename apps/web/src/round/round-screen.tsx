import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Board } from '#contracts';
import { useReference } from '../api/reference.js';
import { useLine, useWardFeed } from '../live/use-live.js';
import { Alone, LoadFailed, Reading, Refused, StatePage } from '../parts/state-page.js';
import { mayDo } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { DemoStrip } from '../shell/demo-strip.js';
import { useWho } from '../shell/shell.js';
import { LateRefusals } from '../shell/late-refusals.js';
import { LeftOpen, isLeftOpen } from './left-open.js';
import { RoundWalk } from './round-walk.js';
import { StartRound } from './start-round.js';
import { openRound, useRound } from './use-round.js';

/** A ward's round, with the whole screen to itself: the patients one after the other, in an order that stands. */
export function RoundScreen({ ward }: { readonly ward: string }) {
  const reference = useReference();
  const session = useSession();
  const who = useWho();
  const { body, refusal } = useWardFeed(ward);
  const name = body?.name ?? reference.ward(ward);
  return (
    <>
      {session.demonstration && <DemoStrip who={who} />}
      <LateRefusals />
      {body === null && (
        <Alone>{refusal === null ? <Reading what={name} /> : <Refused code={refusal} />}</Alone>
      )}
      {body !== null && <OpenRound board={body} />}
    </>
  );
}

function OpenRound({ board }: { readonly board: Board }) {
  const session = useSession();
  const [, go] = useLocation();
  const line = useLine();
  const tools = useRound(board.ward, board);
  const [held, setHeld] = useState<string | null>(null);
  const path = `/wards/${encodeURIComponent(board.ward)}`;
  if (!mayDo(session, 'round', board))
    return (
      <Alone>
        <StatePage title="Rounds are held by the ward">
          <p>
            You may look at <Link href={path}>the board of {board.name}</Link>.
          </p>
        </StatePage>
      </Alone>
    );
  if (tools.help === null && tools.failed !== null)
    return (
      <Alone>
        <LoadFailed
          what="The round"
          error={tools.failed === 'unreached' ? null : tools.failed}
          again={tools.again}
        />
      </Alone>
    );
  if (tools.help === null)
    return (
      <Alone>
        <Reading what="the round" />
      </Alone>
    );
  const open = openRound(tools.rounds);
  // Whoever walks a round stays in it: another that is begun elsewhere does not take its place.
  const mine = tools.rounds.find(({ round, finishedAt }) => round === held && finishedAt === null);
  const round = mine ?? open;
  if (round === null) return <StartRound board={board} tools={tools} />;
  const now = line.at ?? board.asOf;
  if (round.round !== held) {
    if (isLeftOpen(round, now))
      return (
        <LeftOpen round={round} board={board} tools={tools} goOn={() => setHeld(round.round)} />
      );
    setHeld(round.round);
  }
  return (
    <RoundWalk
      key={round.round}
      round={round}
      board={board}
      help={tools.help}
      tools={tools}
      finished={({ round: done }) => go(`${path}/jobs?round=${encodeURIComponent(done)}`)}
    />
  );
}
