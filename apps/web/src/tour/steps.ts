/** The tour: who you are in each step, what to look at, what to press, and how it is known that it was done. */

/** The ward that the demonstration leaves to whoever tries it. */
export const TOUR_WARD = 'RWEAA-W23';

const NURSE = `nurse.${TOUR_WARD}`;
const BOARD = `/wards/${TOUR_WARD}`;

/** Whether this demonstration has what the tour shows: an empty one has no ward to try. */
export function hasTour(people: readonly { readonly person: string }[]): boolean {
  return people.some(({ person }) => person === NURSE);
}

export type StepId =
  'nurse' | 'board' | 'mark' | 'waiting' | 'system' | 'council' | 'weekly' | 'end';

export interface Step {
  readonly id: StepId;
  readonly title: string;
  readonly look: string;
  readonly press: string;
  /** Who sees it and where; the tour brings you there. */
  readonly person: string;
  readonly path: string;
  /** What the button says that brings you there. */
  readonly bring: string;
  /** What is said when it was done. */
  readonly done: string;
}

export const STEPS: readonly Step[] = [
  {
    id: 'nurse',
    title: 'Be the nurse in charge',
    look: 'You are about to hold the morning round on Ward 23. The other wards hold theirs by themselves; nobody but you marks a day on this one.',
    press: 'Sign in as Nurse in charge, Ward 23.',
    person: NURSE,
    path: '/',
    bring: 'Sign in as Nurse in charge',
    done: 'You are signed in as the nurse in charge.',
  },
  {
    id: 'board',
    title: 'Open your board',
    look: 'The start page says what comes first: how many patients nobody has spoken of today.',
    press: 'Press “Open the board”.',
    person: NURSE,
    path: '/',
    bring: 'Go to the start page',
    done: 'This is the board, a bed in each row. A day is red until someone says otherwise.',
  },
  {
    id: 'mark',
    title: 'Mark a day red, with its reason',
    look: 'Choose a patient for whom nothing happens today that needs a hospital bed.',
    press:
      'Press the patient’s mark, then Red, then what the day waits for. By keyboard: r and a digit.',
    person: NURSE,
    path: BOARD,
    bring: 'Go to the board',
    done: 'Kept, and on every screen that shows this ward. You could take it back for ten seconds.',
  },
  {
    id: 'waiting',
    title: 'See who must act',
    look: 'Every red day and every delay of your ward is on one list: what it waits for, who must act, since when.',
    press: 'Press “Waiting list” in the bar at the top.',
    person: NURSE,
    path: BOARD,
    bring: 'Go to the board',
    done: 'Your patient is on the list, under the name of whoever must act. Longest first.',
  },
  {
    id: 'system',
    title: 'Be the director on call',
    look: 'The director sees the counts of every ward, live, and marks none. The other wards are at work too, by day more than at night.',
    press: 'Sign in as Director on call, and open “System”.',
    person: 'director.on-call',
    path: '/system',
    bring: 'Sign in as Director on call',
    done: 'These are all wards of two trusts. Your red is counted in Ward 23.',
  },
  {
    id: 'council',
    title: 'Be the council',
    look: 'The city’s duty manager opens the same board and finds only the city’s residents, those whose council nobody knows yet, and what is put to the city.',
    press: 'Sign in as Duty manager, Leicester City, and open Ward 23.',
    person: 'la.leicester',
    path: BOARD,
    bring: 'Sign in as Duty manager',
    done: 'The same ward, with fewer rows: nobody sees more than is theirs to see.',
  },
  {
    id: 'weekly',
    title: 'Be the analyst',
    look: 'Each day that is over is closed and counted. The weekly page is made of these days alone; nobody typed a number.',
    press: 'Sign in as Analyst, and open “Weekly”.',
    person: 'analyst.llr',
    path: '/weekly',
    bring: 'Sign in as Analyst',
    done: 'Delayed days and red days by week. Your mark is counted here once its day is closed.',
  },
  {
    id: 'end',
    title: 'That was the tour',
    look: 'One mark went from the bed to the list of who must act, and to the director, within a second.',
    press: 'Sign out and be whom you like. Ward 23 stays yours to try.',
    person: NURSE,
    path: '/',
    bring: 'Go back to the ward',
    done: '',
  },
];

/** What the screens know of where somebody is; `markedRed` once a red was marked since the step began. */
export interface Whereabouts {
  readonly person: string | null;
  readonly path: string;
  readonly markedRed: boolean;
}

/** Whether what a step asks for is true now. */
export function isDone(id: StepId, { person, path, markedRed }: Whereabouts): boolean {
  switch (id) {
    case 'nurse':
      return person === NURSE;
    case 'board':
      return person === NURSE && path === BOARD;
    case 'mark':
      return markedRed;
    case 'waiting':
      return person === NURSE && path === '/escalations';
    case 'system':
      return person === 'director.on-call' && path === '/system';
    case 'council':
      return person === 'la.leicester' && path === BOARD;
    case 'weekly':
      return person === 'analyst.llr' && path === '/weekly';
    case 'end':
      return false;
  }
}

/** Whether somebody is where a step begins, so that what it says to press is there. */
export function isThere(step: Step, { person, path }: Whereabouts): boolean {
  return person === step.person && path === step.path;
}
