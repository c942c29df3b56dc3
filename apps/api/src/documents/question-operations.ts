import { ResidenceBody, SameAsBody, SettleBody, TakeBackBody } from '#contracts';
import { ACTED, COMMAND } from './operation.js';
import type { Operation } from './operation.js';

/** What answers a question about arrivals, beside what a ward says of a stay by hand. */
export const QUESTION_OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/stays/{stay}/residence',
    summary: 'The council that answers for where the patient lives',
    body: ResidenceBody,
    status: 200,
    refuses: ['not-found', 'not-allowed', 'stay-changed', 'stay-ended', 'organisation-unknown'],
  },
  {
    method: 'post',
    path: '/api/stays/{stay}/same-as',
    summary: 'Two open stays are of one patient: the earlier goes on, the other is void',
    body: SameAsBody,
    status: 200,
    refuses: [
      'not-found',
      'not-allowed',
      'stay-ended',
      'patients-differ',
      'command-reused',
      ...ACTED,
    ],
  },
  {
    method: 'post',
    path: '/api/stays/{stay}/take-back',
    summary:
      'What one command said by hand was in error: a move, a leaving, still here, or that two stays are one',
    body: TakeBackBody,
    status: 200,
    refuses: [
      'not-found',
      'not-allowed',
      'stay-changed',
      'undo-too-late',
      'command-reused',
      ...ACTED,
    ],
  },
  {
    method: 'put',
    path: '/api/arrival-questions/{question}',
    summary:
      'A question about arrivals is settled and nothing has to change, or that is taken back',
    body: SettleBody,
    status: 200,
    refuses: [...COMMAND, ...ACTED],
  },
];
