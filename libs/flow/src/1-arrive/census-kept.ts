import type { CensusAnswer, CensusProgress } from '#contracts';

/** What is kept of a census beside its bytes, as the `answer` of its inbound row. */
export interface CensusKept {
  readonly answer: CensusAnswer;
  /** Wards that it spoke of. */
  readonly wards: readonly string[];
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
  readonly progress: CensusProgress;
}

/** What a part of a file did. */
export type PartCounts = Pick<
  CensusAnswer,
  | 'admitted'
  | 'moved'
  | 'updated'
  | 'left'
  | 'held'
  | 'unchanged'
  | 'refused'
  | 'warnings'
  | 'sharedBeds'
>;
