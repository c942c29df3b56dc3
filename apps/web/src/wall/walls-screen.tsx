import { useState } from 'react';
import { Link } from 'wouter';
import type { ErrorBody, WallListed } from '#contracts';
import { londonDate } from '#domain';
import { errorOf, isGood, request } from '../api/http.js';
import { useReference } from '../api/reference.js';
import { useGet } from '../api/use-get.js';
import { useLine } from '../live/use-live.js';
import { LoadFailed, Reading, Refused } from '../parts/state-page.js';
import { useSessionState } from '../session/session.js';
import { useTitle } from '../shell/shell.js';
import { clockTime, shortDay } from '../words/dates.js';

/** The walls of a ward: what a wall knows, how this screen becomes one, and which screens are one. */
export function WallsScreen({ ward }: { readonly ward: string }) {
  const reference = useReference();
  const name = reference.ward(ward);
  const path = `/wards/${encodeURIComponent(ward)}/walls`;
  const { again, ...loaded } = useGet<WallListed[]>(path);
  useTitle(`Walls of ${name}`);
  switch (loaded.state) {
    case 'loading':
      return <Reading what={`the walls of ${name}`} />;
    case 'unreached':
      return <LoadFailed what={`The walls of ${name}`} error={null} again={again} />;
    case 'refused':
      return <Refused code={loaded.error.code} />;
    case 'ready':
      return <Walls ward={ward} name={name} path={path} walls={loaded.value} again={again} />;
  }
}

function Walls(props: {
  readonly ward: string;
  readonly name: string;
  readonly path: string;
  readonly walls: readonly WallListed[];
  readonly again: () => void;
}) {
  const { ward, name, path, walls, again } = props;
  const { refresh } = useSessionState();
  const [error, setError] = useState<ErrorBody | null>(null);

  async function act(method: 'POST' | 'DELETE', at: string, then: () => void): Promise<void> {
    const reply = await request(method, at, method === 'POST' ? {} : undefined);
    if (reply.kind === 'unreached') setError(errorOf(null));
    else if (isGood(reply.status)) then();
    else setError(errorOf(reply.body));
  }

  return (
    <div className="app-page">
      <h1>Walls of {name}</h1>
      <p className="app-lede">
        A wall is a screen without a person. It shows beds, initials, colours and kind words, can be
        read by whoever walks past, and changes nothing. No name ever reaches it.
      </p>
      {error !== null && (
        <p className="app-notice" role="alert">
          Not done: {error.message}
        </p>
      )}
      <div className="app-next">
        <div>
          <h2>Make this screen the wall</h2>
          <p>You are signed out on it, and it stays a wall until it is taken down here.</p>
        </div>
        <button
          type="button"
          className="app-button app-button--strong app-button--large"
          onClick={() => void act('POST', path, refresh)}
        >
          This screen becomes the wall
        </button>
      </div>
      <p>
        <Link href={`/wall/${encodeURIComponent(ward)}`}>See what the wall shows</Link> first, or go
        back to <Link href={`/wards/${encodeURIComponent(ward)}`}>the board</Link>.
      </p>
      <h2>Screens that are its wall now</h2>
      {walls.length === 0 ? (
        <p>None yet.</p>
      ) : (
        <ul className="app-walls">
          {walls.map((wall) => (
            <Hanging
              key={wall.wall}
              wall={wall}
              takeDown={() => void act('DELETE', `${path}/${wall.wall}`, again)}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

function Hanging({ wall, takeDown }: { readonly wall: WallListed; readonly takeDown: () => void }) {
  const reference = useReference();
  const { at } = useLine();
  const day = shortDay(londonDate(wall.openedAt), londonDate(at ?? wall.openedAt));
  const since = `${day}, ${clockTime(wall.openedAt)}`;
  return (
    <li>
      <span>
        Since {since}, made by {reference.person(wall.openedBy)}
      </span>
      <button type="button" className="app-button" onClick={takeDown}>
        Take down<span className="app-hidden"> the wall made {since}</span>
      </button>
    </li>
  );
}
