import { lazy } from 'react';
import type { ComponentType } from 'react';

/**
 * Every screen is a file of its own, so that a board is not kept waiting by what it does not show. What
 * the address asks for is fetched at once; the rest follows when the page rests, so that no press waits
 * for a network that is gone by then.
 */
const LOADS: (() => Promise<unknown>)[] = [];

function screen<P extends object>(load: () => Promise<ComponentType<P>>) {
  LOADS.push(load);
  return lazy(() => load().then((component) => ({ default: component })));
}

const board = () => import('./board/ward-board.js').then((file) => file.WardBoard);
const wall = () => import('./wall/wall-screen.js').then((file) => file.WallScreen);
const waiting = () =>
  import('./escalations/escalations-screen.js').then((file) => file.EscalationsScreen);
const system = () => import('./system/system-screen.js').then((file) => file.SystemScreen);
const round = () => import('./round/round-screen.js').then((file) => file.RoundScreen);
const start = () => import('./start/start.js').then((file) => file.Start);

export const WardBoard = screen(board);
export const WallScreen = screen(wall);
export const EscalationsScreen = screen(waiting);
export const SystemScreen = screen(system);
export const Start = screen(start);
export const SignIn = screen(() => import('./sign-in/sign-in.js').then((file) => file.SignIn));
export const WallsScreen = screen(() =>
  import('./wall/walls-screen.js').then((file) => file.WallsScreen),
);
export const WardsScreen = screen(() =>
  import('./wards/wards-screen.js').then((file) => file.WardsScreen),
);
export const ArrivalsScreens = screen(() =>
  import('./arrivals/arrivals-screens.js').then((file) => file.default),
);
export const RoundScreen = screen(round);
export const JobsScreen = screen(() =>
  import('./jobs/jobs-screen.js').then((file) => file.JobsScreen),
);
export const WeeklyScreen = screen(() =>
  import('./weekly/weekly-screen.js').then((file) => file.WeeklyScreen),
);
export const WeeklyStaysScreen = screen(() =>
  import('./weekly/stays-screen.js').then((file) => file.WeeklyStaysScreen),
);

/** What an address shows first. */
const FIRST: readonly (readonly [RegExp, () => Promise<unknown>])[] = [
  [/^\/$/, start],
  [/^\/wards\/[^/]+$/, board],
  [/^\/wards\/[^/]+\/round$/, round],
  [/^\/wall\//, wall],
  [/^\/escalations$/, waiting],
  [/^\/system$/, system],
];

const REST_MS = 3_000;

/** Fetches what the address asks for beside the first questions to the service, the rest later. */
export function fetchScreens(path: string): void {
  const first = FIRST.find(([pattern]) => pattern.test(path));
  // A file that does not come is asked for again where it is shown, and missed there in words.
  first?.[1]().catch(() => undefined);
  setTimeout(() => {
    for (const load of LOADS) load().catch(() => undefined);
  }, REST_MS);
}
