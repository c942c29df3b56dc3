import { TrendQuery, TrendStaysQuery } from '#contracts';
import type { Operation } from './operation.js';

/** Sums over closed days, and the stays behind each. */
export const TREND_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/trends/delayed-days',
    gives: ['text/csv'],
    summary: 'Delayed bed days over closed days, by bucket and groups; JSON or CSV',
    query: TrendQuery,
    status: 200,
    refuses: ['not-allowed', 'not-found'],
  },
  {
    method: 'get',
    path: '/api/trends/delayed-days/stays',
    summary: 'The stays behind a number of delayed days',
    query: TrendStaysQuery,
    status: 200,
    refuses: ['not-allowed', 'not-found'],
  },
  {
    method: 'get',
    path: '/api/trends/red-days',
    gives: ['text/csv'],
    summary: 'Red, green and unreviewed days over closed days, by bucket and groups; JSON or CSV',
    query: TrendQuery,
    status: 200,
    refuses: ['not-allowed', 'not-found'],
  },
  {
    method: 'get',
    path: '/api/trends/red-days/stays',
    summary: 'The stays behind a number of red, green or unreviewed days',
    query: TrendStaysQuery,
    status: 200,
    refuses: ['not-allowed', 'not-found'],
  },
];
