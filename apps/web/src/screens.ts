import type { ComponentType } from 'react';
import { fetched } from './parts/fetched.js';

/**
 * Every screen is a file of its own, so that a board is not kept waiting by what it does not show. What
 * the address asks for is fetched at once; the rest follows when the page rests, so that no press waits
 * for a network that is gone by then.
 */
const LOADS: (() => Promise<unknown>)[] = [];

/** A screen that is drawn with the sheets of the board alone. */
function plainScreen<P extends object>(what: string, load: () => Promise<ComponentType<P>>) {
  const part = fetched(what, load);
  LOADS.push(part.fetch);
  return part;
}

/** Every other screen waits for its sheets too. */
function screen<P extends object>(what: string, load: () => Promise<ComponentType<P>>) {
  return plainScreen(what, () =>
    Promise.all([load(), import('./styles/sheets.js')]).then(([component]) => component),
  );
}

const board = plainScreen('the board', () =>
  import('./board/ward-board.js').then((file) => file.WardBoard),
);
const wall = screen('the wall', () =>
  import('./wall/wall-screen.js').then((file) => file.WallScreen),
);
const waiting = screen('the waiting list', () =>
  import('./escalations/escalations-screen.js').then((file) => file.EscalationsScreen),
);
const system = screen('the system', () =>
  import('./system/system-screen.js').then((file) => file.SystemScreen),
);
const round = screen('the round', () =>
  import('./round/round-screen.js').then((file) => file.RoundScreen),
);
const start = screen('the start page', () => import('./start/start.js').then((file) => file.Start));
const signIn = screen('the sign-in page', () =>
  import('./sign-in/sign-in.js').then((file) => file.SignIn),
);
const walls = screen('the walls', () =>
  import('./wall/walls-screen.js').then((file) => file.WallsScreen),
);
const wards = screen('the wards', () =>
  import('./wards/wards-screen.js').then((file) => file.WardsScreen),
);
const arrivals = screen('this screen', () =>
  import('./arrivals/arrivals-screens.js').then((file) => file.default),
);
const jobs = screen('the jobs', () =>
  import('./jobs/jobs-screen.js').then((file) => file.JobsScreen),
);
const weekly = screen('the week', () =>
  import('./weekly/weekly-screen.js').then((file) => file.WeeklyScreen),
);
const weeklyStays = screen('the stays', () =>
  import('./weekly/stays-screen.js').then((file) => file.WeeklyStaysScreen),
);

export const WardBoard = board.Part;
export const WallScreen = wall.Part;
export const EscalationsScreen = waiting.Part;
export const SystemScreen = system.Part;
export const RoundScreen = round.Part;
export const Start = start.Part;
export const SignIn = signIn.Part;
export const WallsScreen = walls.Part;
export const WardsScreen = wards.Part;
export const ArrivalsScreens = arrivals.Part;
export const JobsScreen = jobs.Part;
export const WeeklyScreen = weekly.Part;
export const WeeklyStaysScreen = weeklyStays.Part;

/** What an address shows first. */
const FIRST: readonly (readonly [RegExp, () => Promise<unknown>])[] = [
  [/^\/$/, start.fetch],
  [/^\/wards\/[^/]+$/, board.fetch],
  [/^\/wards\/[^/]+\/round$/, round.fetch],
  [/^\/wall\//, wall.fetch],
  [/^\/escalations$/, waiting.fetch],
  [/^\/system$/, system.fetch],
];

const REST_MS = 3_000;

/** Fetches what an address shows. */
export async function fetchFirst(path: string): Promise<void> {
  const first = FIRST.find(([pattern]) => pattern.test(path));
  // A file that does not come is asked for again where it is shown, and missed there in words.
  await first?.[1]().catch(() => undefined);
}

/** Fetches every other screen once the page rests. */
export function fetchRest(): void {
  setTimeout(() => {
    for (const load of LOADS) load().catch(() => undefined);
  }, REST_MS);
}
