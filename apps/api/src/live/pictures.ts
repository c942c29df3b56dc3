import type { Board, WallBoard } from '#contracts';
import type { Result } from '#domain';
import { accept } from '#domain';
import { SharedAnswer } from './frames.js';

/** How long one drawing of a ward serves whoever asks for the same. */
const HELD_MS = 2_000;

/** A ward as it was drawn for one audience: the answer to its watch, and what it showed. */
export interface Picture {
  readonly version: number;
  readonly stays: readonly string[];
  readonly answer: SharedAnswer;
}

interface Drawing {
  readonly key: string;
  readonly draw: () => Promise<Result<Board | WallBoard>>;
  /** Whether a screen can follow from a version: what came since is at hand. */
  readonly follows: (version: number) => boolean;
  /** Writes down that one more person opened it. */
  readonly opened: () => Promise<void>;
}

/**
 * Snapshots of wards, drawn once for all screens that ask for the same within two seconds. What a
 * ward shows depends on the audience and the date alone, and what changed since the drawing follows
 * each screen by itself; so an older drawing is as true as a new one.
 */
export class Pictures {
  private readonly held = new Map<string, Promise<Result<Picture>>>();

  constructor(private readonly epoch: string) {}

  async take({ key, draw, follows, opened }: Drawing): Promise<Result<Picture>> {
    const held = await this.held.get(key);
    if (held?.ok === true && follows(held.value.version)) {
      await opened();
      return held;
    }
    return this.draw(key, draw);
  }

  /** What is drawn differently from now on. */
  forget(): void {
    this.held.clear();
  }

  private draw(key: string, draw: Drawing['draw']): Promise<Result<Picture>> {
    const drawing = draw().then((drawn) =>
      drawn.ok ? accept(pictureOf(drawn.value, this.epoch)) : drawn,
    );
    this.held.set(key, drawing);
    const drop = () => {
      if (this.held.get(key) === drawing) this.held.delete(key);
    };
    setTimeout(drop, HELD_MS).unref();
    drawing.then(({ ok }) => ok || drop(), drop);
    return drawing;
  }
}

function pictureOf(snapshot: Board | WallBoard, epoch: string): Picture {
  const { version } = snapshot;
  return {
    version,
    stays: snapshot.rows.map(({ stay }) => stay),
    answer: new SharedAnswer(JSON.stringify({ ok: true, epoch, version, snapshot })),
  };
}
