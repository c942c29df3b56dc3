import { expect } from '@jest/globals';
import type { Board } from '#contracts';
import { eventually } from '../harness/eventually.js';
import type { E2eHouse } from './ward-window.js';

/** A day as the service keeps it. A screen shows a mark before it is kept: who asks the service waits for it. */
type KeptDay = Board['rows'][number]['day'];

/** The days of a ward as they are kept now, by bed. */
export async function keptDays(house: E2eHouse, ward: string): Promise<Map<string, KeptDay>> {
  const nurse = await house.as(`nurse.${ward}`);
  const { body } = await nurse.get<Board>(`/api/wards/${ward}/board`);
  return new Map(body.rows.map((row) => [row.bed ?? '', row.day]));
}

/** Waits until the day of a bed is kept as it is said here, and gives back all days of that ward. */
export function untilKept(
  house: E2eHouse,
  ward: string,
  bed: string,
  said: object,
): Promise<Map<string, KeptDay>> {
  return eventually(async () => {
    const days = await keptDays(house, ward);
    expect(days.get(bed)).toMatchObject(said);
    return days;
  });
}
