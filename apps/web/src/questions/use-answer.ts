import { useState } from 'react';
import type { ArrivalQuestion } from '#contracts';
import { errorOf, isGood, request } from '../api/http.js';

/** What was answered, in words; `undo` where the service can take it back. */
export interface Answered {
  readonly question: ArrivalQuestion;
  readonly words: string;
  readonly undo: boolean;
}

export interface AnswerTools {
  readonly busy: boolean;
  readonly problem: string | null;
  /** Nothing has to change: the board stands, or they are two people. */
  readonly settle: (words: string) => void;
  /** Does something of its own first, which answers why it could not be done, or null; then it is settled. */
  readonly act: (words: string, act: () => Promise<string | null>) => void;
}

const UNREACHED = 'The service could not be reached. Nothing was changed; try again.';

/** Says whether a question is settled; null when it is kept, else why not. */
export async function sayOf(question: ArrivalQuestion, answer: 'settled' | 'open') {
  const body = { commandId: crypto.randomUUID(), answer };
  const reply = await request('PUT', `/arrival-questions/${question.id}`, body);
  if (reply.kind === 'unreached') return UNREACHED;
  return isGood(reply.status) ? null : errorOf(reply.body).message;
}

/** Two stays of one patient become one; null when it is kept, else why not. */
export async function sayIsSame(stay: string, other: string): Promise<string | null> {
  const body = { commandId: crypto.randomUUID(), other };
  const reply = await request('POST', `/stays/${encodeURIComponent(stay)}/same-as`, body);
  if (reply.kind === 'unreached') return UNREACHED;
  return isGood(reply.status) ? null : errorOf(reply.body).message;
}

export function useAnswer(
  question: ArrivalQuestion,
  answered: (answered: Answered) => void,
): AnswerTools {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function run(words: string, undo: boolean, job: () => Promise<string | null>) {
    setBusy(true);
    setProblem(null);
    const why = await job();
    setBusy(false);
    if (why === null) answered({ question, words, undo });
    else setProblem(why);
  }

  return {
    busy,
    problem,
    settle: (words) => void run(words, true, () => sayOf(question, 'settled')),
    act: (words, act) => void run(words, false, act),
  };
}
