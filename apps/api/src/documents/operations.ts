import type { ErrorCode } from '#contracts';
import {
  BoardQuery,
  CensusQuery,
  EndDelayBody,
  EscalationsQuery,
  InboundQuery,
  MarkDayBody,
  OpenDelayBody,
  SignInBody,
  StaysQuery,
  WardBody,
  WithdrawBody,
} from '#contracts';
import { z } from 'zod';

/** One operation of the surface: what it takes, and the codes it may refuse with besides the usual ones. */
export interface Operation {
  readonly method: 'get' | 'put' | 'post' | 'delete';
  readonly path: string;
  readonly summary: string;
  readonly body?: z.ZodType;
  /** Bodies that are not JSON, by content type. */
  readonly takes?: string;
  readonly query?: z.ZodObject;
  readonly status: number;
  readonly refuses?: readonly ErrorCode[];
  /** Open to everyone, signed in or not. */
  readonly open?: boolean;
}

const COMMAND: readonly ErrorCode[] = ['not-found', 'not-allowed', 'command-reused', 'not-ready'];

/** Every operation there is over HTTP; `docs/openapi.json` is made from it, and a test compares it with the routes. */
export const OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/session/people',
    summary: 'People of the demonstration',
    status: 200,
    refuses: ['demonstration-only'],
    open: true,
  },
  {
    method: 'post',
    path: '/api/session',
    summary: 'Sign in to the demonstration; sets the cookie',
    body: SignInBody,
    status: 200,
    refuses: ['demonstration-only', 'not-found'],
    open: true,
  },
  {
    method: 'get',
    path: '/api/session',
    summary: 'Who is signed in, and what they may do',
    status: 200,
  },
  { method: 'delete', path: '/api/session', summary: 'Sign out', status: 204, open: true },
  { method: 'get', path: '/api/organisations', summary: 'Organisations', status: 200 },
  { method: 'get', path: '/api/owners', summary: 'Who can be asked to act', status: 200 },
  { method: 'get', path: '/api/wards', summary: 'Wards', status: 200 },
  {
    method: 'put',
    path: '/api/wards/{ward}',
    summary: 'Set up a ward or change its settings',
    body: WardBody,
    status: 200,
    refuses: ['not-allowed', 'organisation-unknown'],
  },
  { method: 'get', path: '/api/reason-lists', summary: 'Reason lists, dated', status: 200 },
  {
    method: 'get',
    path: '/api/thresholds',
    summary: 'Bands of length of stay, dated, by ward kind',
    status: 200,
  },
  {
    method: 'post',
    path: '/api/census',
    summary: 'A census file: who lies in which bed',
    takes: 'text/csv',
    query: CensusQuery,
    status: 200,
    refuses: [
      'not-allowed',
      'census-in-future',
      'census-too-different',
      'census-refused',
      'too-large',
    ],
  },
  {
    method: 'post',
    path: '/api/adt',
    summary: 'An HL7 v2 ADT message; answers with its acknowledgement, 422 when it is not AA',
    takes: 'application/hl7-v2',
    query: z.strictObject({ source: z.string().min(1).max(120).optional() }),
    status: 200,
    refuses: ['not-allowed', 'too-large'],
  },
  {
    method: 'get',
    path: '/api/inbound',
    summary: 'Files and messages that were kept for a person to mend',
    query: InboundQuery,
    status: 200,
    refuses: ['not-allowed'],
  },
  {
    method: 'post',
    path: '/api/inbound/{id}/retry',
    summary: 'Try a kept file or message again',
    status: 200,
    refuses: ['not-allowed', 'not-found'],
  },
  {
    method: 'get',
    path: '/api/wards/{ward}/board',
    summary: 'A ward’s board in bed order, now or as it was recorded by an instant',
    query: BoardQuery,
    status: 200,
    refuses: ['not-found', 'not-allowed'],
  },
  {
    method: 'get',
    path: '/api/stays',
    summary: 'Open stays of more than some midnights, longest first',
    query: StaysQuery,
    status: 200,
    refuses: ['not-allowed'],
  },
  {
    method: 'get',
    path: '/api/stays/{stay}/history',
    summary: 'Every fact of a stay, oldest first',
    status: 200,
    refuses: ['not-found'],
  },
  {
    method: 'put',
    path: '/api/stays/{stay}/days/{date}',
    summary: 'Mark a day red or green, planned or final',
    body: MarkDayBody,
    status: 200,
    refuses: [
      ...COMMAND,
      'day-changed',
      'constraint-required',
      'value-required',
      'reason-not-in-list',
      'value-not-in-list',
      'owner-unknown',
      'day-not-in-stay',
      'late-reason-required',
      'at-in-future',
      'at-too-old',
    ],
  },
  {
    method: 'post',
    path: '/api/stays/{stay}/days/{date}/withdraw',
    summary: 'Take a mark back as entered in error',
    body: WithdrawBody,
    status: 200,
    refuses: [...COMMAND, 'day-changed', 'day-not-marked'],
  },
  {
    method: 'post',
    path: '/api/stays/{stay}/delays',
    summary: 'Open a delay',
    body: OpenDelayBody,
    status: 201,
    refuses: [
      ...COMMAND,
      'reason-not-in-list',
      'attribution-not-allowed',
      'owner-not-responsible',
      'owner-unknown',
      'since-in-future',
      'stay-ended',
    ],
  },
  {
    method: 'post',
    path: '/api/delays/{delay}/end',
    summary: 'End a delay',
    body: EndDelayBody,
    status: 200,
    refuses: [...COMMAND, 'delay-changed', 'at-in-future', 'at-too-old'],
  },
  {
    method: 'post',
    path: '/api/delays/{delay}/withdraw',
    summary: 'Take a delay back as entered in error',
    body: WithdrawBody,
    status: 200,
    refuses: [...COMMAND, 'delay-changed'],
  },
  {
    method: 'get',
    path: '/api/escalations',
    summary: 'What is red or delayed and who must act, longest first',
    query: EscalationsQuery,
    status: 200,
    refuses: ['not-allowed'],
  },
  {
    method: 'get',
    path: '/api/system',
    summary: 'Counts of every ward',
    status: 200,
    refuses: ['not-allowed'],
  },
  {
    method: 'get',
    path: '/health/live',
    summary: 'The process runs',
    status: 200,
    open: true,
  },
  {
    method: 'get',
    path: '/health/ready',
    summary: 'Everything a mark needs is there',
    status: 200,
    refuses: ['not-ready'],
    open: true,
  },
  { method: 'get', path: '/metrics', summary: 'Figures for Prometheus', status: 200, open: true },
];
