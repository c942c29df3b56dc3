import type { HelpCard } from '../help/help.js';

export const ROUND_HELP: HelpCard = {
  title: 'The round',
  keys: [
    ['G', 'green'],
    ['R', 'red, with the reason that stands if there is one'],
    ['1 to 8', 'red with that reason; at a final green, what the day gave'],
    ['/', 'all reasons, found by their words'],
    ['Y', 'as planned, at the huddle'],
    ['D P N', 'home today: definite, potential, no'],
    ['F', 'first out tomorrow'],
    ['A', 'write an action'],
    ['M', 'note'],
    ['→', 'next, or skip'],
    ['←', 'back'],
    ['U', 'undo the last mark, within ten seconds'],
  ],
  also: [
    'A press on a check walks it: to do, asked, done, not needed.',
    'The order of the patients stands from the start of the round to its end.',
  ],
};
