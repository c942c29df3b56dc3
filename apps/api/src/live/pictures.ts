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
  /** Who asks for the same has the same key; null for what is drawn for one person alone. */
  readonly key: string | null;
  readonly draw: () => Promise<Result<Board | WallBoard>>;
  /** Whether nothing was told of the ward since a version. */
  readonly isLast: (version: number) => boolean;
  /** Writes down that one more person opened it. */
  readonly opened: () => Promise<void>;
}

/**
 * Snapshots of wards, drawn once for all screens that ask for the same within two seconds and before
 * anything else is told of the ward: what it shows depends on its version, the audience and the date.
 */
export class Pictures {
  private readonly held = new Map<string, Promise<Result<Picture>>>();

  constructor(private readonly epoch: () => string) {}

  async take({ key, draw, isLast, opened }: Drawing): Promise<Result<Picture>> {
    if (key === null) return this.drawn(draw);
    const held = await this.held.get(key);
    if (held?.ok === true && isLast(held.value.version)) {
      await opened();
      return held;
    }
    return this.hold(key, this.drawn(draw));
  }

  /** What is drawn differently from now on. */
  forget(): void {
    this.held.clear();
  }

  private async drawn(draw: Drawing['draw']): Promise<Result<Picture>> {
    // Named before it is read: an older name costs a screen one more look, a newer one could mislead it.
    const epoch = this.epoch();
    const drawn = await draw();
    return drawn.ok ? accept(pictureOf(drawn.value, epoch)) : drawn;
  }

  private hold(key: string, drawing: Promise<Result<Picture>>): Promise<Result<Picture>> {
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
