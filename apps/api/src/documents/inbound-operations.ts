import { InboundQuery, RetryBody } from '#contracts';
import { ACTED } from './operation.js';
import type { Operation } from './operation.js';

/** What was kept for a person to mend. */
export const INBOUND_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/inbound',
    summary:
      'Files, rows and messages that were kept for a person to mend, and whether trying again helps',
    query: InboundQuery,
    status: 200,
    refuses: ['not-allowed'],
  },
  {
    method: 'get',
    path: '/api/inbound/{id}',
    summary: 'A kept row or message as it was sent, for whoever sees patients by name',
    status: 200,
    refuses: ['not-allowed', 'not-found'],
  },
  {
    method: 'post',
    path: '/api/inbound/{id}/retry',
    body: RetryBody,
    summary: 'Try a kept row or message again; a whole file is sent again instead',
    status: 200,
    refuses: ['not-allowed', 'not-found', 'command-reused', 'unsupported', ...ACTED],
  },
];
