import type { ErrorCode } from '#contracts';
import type { z } from 'zod';

/** One operation of the surface: what it takes, and the codes it may refuse with besides the usual ones. */
export interface Operation {
  readonly method: 'get' | 'put' | 'post' | 'delete';
  readonly path: string;
  readonly summary: string;
  readonly body?: z.ZodType;
  /** Bodies that are not JSON, by content type. */
  readonly takes?: string;
  readonly query?: z.ZodObject;
  /** Content types that it answers with beside JSON, or instead of it where `OperationAnswers` has none. */
  readonly gives?: readonly string[];
  readonly status: number;
  readonly refuses?: readonly ErrorCode[];
  /** Open to everyone, signed in or not. */
  readonly open?: boolean;
}

/** What a command that says when the person acted may be refused with. */
export const ACTED: readonly ErrorCode[] = ['at-in-future', 'at-too-old'];

/** What every command may be refused with. */
export const COMMAND: readonly ErrorCode[] = [
  'not-found',
  'not-allowed',
  'command-reused',
  'not-ready',
];
