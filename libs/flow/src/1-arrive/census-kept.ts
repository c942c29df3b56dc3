import type { CensusAnswer } from '#contracts';

/** What is kept of a census beside its bytes, as the `answer` of its inbound row. */
export interface CensusKept {
  readonly answer: CensusAnswer;
  /** Wards that it spoke of. */
  readonly wards: readonly string[];
  /** Stays that it changed: what an undo has to look at. */
  readonly stays: readonly string[];
  /** Who took it back, and when. */
  readonly undone?: {
    readonly at: string;
    readonly by: string;
    readonly because: string;
    readonly stays: number;
  };
}

/** The same while the file is being written: how far it is. */
export interface CensusRunning {
  readonly progress: { readonly done: number; readonly total: number };
  readonly stays: readonly string[];
}
