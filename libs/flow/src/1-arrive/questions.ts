import type { ArrivalQuestion } from '#contracts';
import type { Person } from '#domain';
import { accept, may } from '#domain';
import { SYSTEM_ORGANISATION, actorOf } from '#persistence';
import type { House } from '../house/house.js';
import type { CensusKept } from './census-kept.js';
import { refused } from './refusal.js';
import type { Arrival } from './refusal.js';

/** What a census says that a person has to look at. */
const ASKED = new Set([
  'disagrees',
  'nhs-number-shared',
  'bed-shared',
  'left-withheld',
  'refused-row-held-stay',
]);
const CENSUS_DAYS = 2;
const ITEMS_MAX = 500;

/**
 * What sources do not agree on, and patients who may be one: `GET /arrival-questions`. Of each source
 * the latest census of the last two days speaks; two open stays of one name and date of birth are
 * listed and never joined. No patient's data: the stays say who it is to those who may see them.
 */
export async function arrivalQuestions(
  house: House,
  person: Person,
): Promise<Arrival<{ readonly items: readonly ArrivalQuestion[] }>> {
  if (!may(person, 'import') && !may(person, 'admit')) return refused('not-allowed');
  const actor = actorOf(person);
  const since = house.clock
    .now()
    .subtract({ hours: 24 * CENSUS_DAYS })
    .toString();
  const { kept, alike } = await house.persistence.as(actor).work(async (manager) => ({
    kept: await manager.query<{ source: string; answer: string }[]>(
      `SELECT DISTINCT ON (source) source, answer FROM inbound WHERE organisation = ANY ($1)
         AND state = 'applied' AND kind = 'census' AND received_at >= $2 ORDER BY source, received_at DESC`,
      [[...actor.organisations, SYSTEM_ORGANISATION], since],
    ),
    alike: await manager.query<{ ward: string; organisation: string; stays: string[] }[]>(
      `SELECT min(s.ward) AS ward, s.organisation, array_agg(s.stay ORDER BY s.stay) AS stays FROM stay s
         JOIN patient p ON p.organisation = s.organisation AND p.patient = s.patient
       WHERE s.open_until = 'infinity' AND p.family_name IS NOT NULL AND p.date_of_birth IS NOT NULL
       GROUP BY s.organisation, upper(p.family_name), upper(coalesce(p.given_name, '')), p.date_of_birth
       HAVING count(*) > 1 ORDER BY 3 LIMIT ${ITEMS_MAX}`,
    ),
  }));
  const book = await house.books.any();
  const reaches = (ward: string | null) => {
    const organisation = book.wards.get(ward ?? '')?.organisation;
    if (ward === null || organisation === undefined) return may(person, 'import');
    return (
      may(person, 'import', { organisation, ward }) || may(person, 'admit', { organisation, ward })
    );
  };
  const asked = kept.flatMap(({ source, answer: text }): ArrivalQuestion[] => {
    const { batch, takenAt, warnings } = (JSON.parse(text) as CensusKept).answer;
    return warnings.flatMap(({ code, ward = null, line = null, field = null }) =>
      ASKED.has(code) ? [{ code, source, batch, at: takenAt, ward, line, field, stays: [] }] : [],
    );
  });
  const lookalikes = alike.map(({ ward, stays }): ArrivalQuestion => {
    const nowhere = { source: null, batch: null, at: null, line: null, field: null };
    return { code: 'lookalike', ...nowhere, ward, stays };
  });
  const items = [...asked, ...lookalikes].filter(({ ward }) => reaches(ward));
  return accept({ items: items.slice(0, ITEMS_MAX) });
}
