import { useState } from 'react';
import type { ArrivalQuestion } from '#contracts';
import { errorOf, isGood, request } from '../api/http.js';

/** Answers why it could not be done, or null. */
type Job = () => Promise<string | null>;

/** What was answered, in words, and what takes it back. */
export interface Answered {
  readonly question: ArrivalQuestion;
  readonly words: string;
  readonly undo: Job;
}

export interface AnswerTools {
  readonly busy: boolean;
  readonly problem: string | null;
  /** Nothing has to change: the board stands, or they are two people. */
  readonly settle: (words: string) => void;
  /** Does something of its own, which `undo` takes back. */
  readonly act: (words: string, act: Job, undo: Job) => void;
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
export function sayIsSame(stay: string, other: string, commandId: string): Promise<string | null> {
  return sayOfStay(stay, 'same-as', { commandId, other });
}

/** What a command said by hand was in error; null when that is kept, else why not. */
export function sayTakenBack(stay: string, command: string): Promise<string | null> {
  return sayOfStay(stay, 'take-back', { commandId: crypto.randomUUID(), command });
}

async function sayOfStay(stay: string, verb: string, body: object): Promise<string | null> {
  const reply = await request('POST', `/stays/${encodeURIComponent(stay)}/${verb}`, body);
  if (reply.kind === 'unreached') return UNREACHED;
  return isGood(reply.status) ? null : errorOf(reply.body).message;
}

export function useAnswer(
  question: ArrivalQuestion,
  answered: (answered: Answered) => void,
): AnswerTools {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function run(words: string, undo: Job, job: Job) {
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
    settle: (words) =>
      void run(
        words,
        () => sayOf(question, 'open'),
        () => sayOf(question, 'settled'),
      ),
    act: (words, act, undo) => void run(words, undo, act),
  };
}
