import type { Destination } from '#domain';

/** Where a patient may have gone, in the order in which it is most often so. */
export const DESTINATIONS: readonly (readonly [Destination, string])[] = [
  ['home', 'Home'],
  ['care-home', 'A care home'],
  ['hospital', 'Another hospital'],
  ['ward', 'A ward that is not here'],
  ['died', 'Died'],
  ['not-known', 'Not known'],
];
