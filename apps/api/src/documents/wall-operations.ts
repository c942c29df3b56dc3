import type { Operation } from './operation.js';

/** What a ward's wall shows, and which screens are one. A session of a wall carries no command. */
export const WALL_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/wards/{ward}/wall',
    summary: 'What a passer-by may know of a ward: beds, initials, colours, kind words',
    status: 200,
    refuses: ['not-found', 'not-allowed'],
  },
  {
    method: 'get',
    path: '/api/wards/{ward}/walls',
    summary: 'The screens that are the wall of a ward',
    status: 200,
    refuses: ['not-found', 'not-allowed'],
  },
  {
    method: 'post',
    path: '/api/wards/{ward}/walls',
    summary: 'Make this device the wall of a ward; sets the cookie, signs the person out on it',
    status: 200,
    refuses: ['not-found', 'not-allowed'],
  },
  {
    method: 'delete',
    path: '/api/wards/{ward}/walls/{wall}',
    summary: 'Take a wall down: its screen is signed out',
    status: 204,
    refuses: ['not-found', 'not-allowed'],
  },
];
