import type { WardEntry } from '#domain';

/** A medical ward that judges days on every day of the week, round at 08:30. */
export function aWard(own: Partial<WardEntry> = {}): WardEntry {
  return {
    code: 'W1',
    name: 'Ward 1',
    organisation: 'RWE',
    site: 'RWEAA',
    directorate: null,
    serviceLine: null,
    kind: 'acute',
    fundedBeds: 4,
    openBeds: 4,
    beds: ['A1', 'A2', 'A3', 'S4'],
    redGreenFrom: '2010-01-01',
    roundDays: [1, 2, 3, 4, 5, 6, 7],
    roundAt: '08:30',
    huddleAt: '15:00',
    receivesFromAssessment: true,
    ...own,
  };
}
