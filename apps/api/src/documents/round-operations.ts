import type { ErrorCode } from '#contracts';
import {
  ActionBody,
  ActionsQuery,
  AnswerActionBody,
  AsPlannedBody,
  AttendedBody,
  FinishRoundBody,
  OnDateQuery,
  OpenActionBody,
  PlanBody,
  ReassignActionBody,
  StartRoundBody,
  UpdateActionBody,
  WithdrawBody,
} from '#contracts';
import { ACTED, COMMAND } from './operation.js';
import type { Operation } from './operation.js';

const ON_ACTION: readonly ErrorCode[] = [...COMMAND, ...ACTED, 'action-changed'];
const LOOK: readonly ErrorCode[] = ['not-found', 'not-allowed'];

const onAction = (
  name: string,
  summary: string,
  body: Operation['body'],
  refuses: readonly ErrorCode[] = [],
): Operation => ({
  method: 'post',
  path: `/api/actions/{action}/${name}`,
  summary,
  body: body as NonNullable<Operation['body']>,
  status: 200,
  refuses: [...ON_ACTION, ...refuses],
});

/** The operations of a round: plans, rounds, actions and the jobs that they leave. */
export const ROUND_OPERATIONS: readonly Operation[] = [
  {
    method: 'put',
    path: '/api/stays/{stay}/plan',
    summary: 'Change what the ward intends: dates, criteria, pathway, leaving today, checks',
    body: PlanBody,
    status: 200,
    refuses: [
      ...COMMAND,
      ...ACTED,
      'plan-changed',
      'stay-ended',
      'expected-before-admission',
      'reason-not-in-list',
      'check-unknown',
      'time-not-on-day',
    ],
  },
  {
    method: 'post',
    path: '/api/stays/{stay}/days/{date}/as-planned',
    summary: 'Confirm the planned colour of a day as its final one',
    body: AsPlannedBody,
    status: 200,
    refuses: [
      ...COMMAND,
      ...ACTED,
      'day-changed',
      'day-not-planned',
      'day-not-in-stay',
      'value-required',
      'value-not-in-list',
      'reason-not-in-list',
      'late-reason-required',
    ],
  },
  {
    method: 'post',
    path: '/api/wards/{ward}/rounds',
    summary: 'Begin a ward’s round, or join the one that is open',
    body: StartRoundBody,
    status: 201,
    refuses: [...COMMAND, ...ACTED, 'role-unknown'],
  },
  {
    method: 'get',
    path: '/api/wards/{ward}/rounds',
    summary: 'A ward’s rounds on a date',
    query: OnDateQuery,
    status: 200,
    refuses: LOOK,
  },
  {
    method: 'get',
    path: '/api/wards/{ward}/round-help',
    summary: 'The ward’s most used reasons, its check columns, and today’s rounds',
    status: 200,
    refuses: LOOK,
  },
  {
    method: 'get',
    path: '/api/wards/{ward}/jobs',
    summary:
      'A ward’s jobs by profession, open or done on the date; those of a day that is over as it left them',
    query: OnDateQuery,
    status: 200,
    refuses: [...LOOK, 'at-in-future'],
  },
  {
    method: 'put',
    path: '/api/rounds/{round}',
    summary: 'Change who takes part in a round that is not finished',
    body: AttendedBody,
    status: 200,
    refuses: [...COMMAND, ...ACTED, 'round-changed', 'role-unknown'],
  },
  {
    method: 'post',
    path: '/api/rounds/{round}/finish',
    summary: 'End a round and say what it leaves',
    body: FinishRoundBody,
    status: 200,
    refuses: [...COMMAND, ...ACTED, 'round-changed', 'role-unknown'],
  },
  {
    method: 'get',
    path: '/api/checks',
    summary: 'What must be ready before a patient leaves',
    status: 200,
  },
  { method: 'get', path: '/api/roles', summary: 'Professions', status: 200 },
  {
    method: 'get',
    path: '/api/actions',
    summary: 'Open actions, the first due first',
    query: ActionsQuery,
    status: 200,
    refuses: ['not-allowed'],
  },
  {
    method: 'post',
    path: '/api/stays/{stay}/actions',
    summary: 'Ask somebody to do something for a patient',
    body: OpenActionBody,
    status: 201,
    refuses: [
      ...COMMAND,
      ...ACTED,
      'stay-ended',
      'owner-unknown',
      'owner-not-responsible',
      'reason-not-in-list',
      'delay-not-open',
    ],
  },
  onAction('update', 'Say how far an action is', UpdateActionBody),
  onAction('answer', 'Offer something, or ask back', AnswerActionBody),
  onAction('reassign', 'Hand an action to somebody else', ReassignActionBody, [
    'owner-unknown',
    'owner-not-responsible',
  ]),
  onAction('done', 'Tick an action', ActionBody),
  onAction('reopen', 'Take the tick of an action back', ActionBody),
  onAction('withdraw', 'Take an action back as entered in error', WithdrawBody),
];
