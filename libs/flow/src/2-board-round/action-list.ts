import type { ActionItem, Actions, ActionsQuery } from '#contracts';
import type { Action, Identity, Person, Result, StayView } from '#domain';
import {
  accept,
  actionView,
  audienceOf,
  endOf,
  instantText,
  londonDate,
  patientFor,
  readsLists,
  refuse,
  shows,
  subjectOf,
} from '#domain';
import { actorOf, identityColumns } from '#persistence';
import { recordOpened } from '../4-escalation/escalations.js';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';

const ACTIONS_A_PAGE = 200;

interface Found {
  readonly action: Action;
  readonly view: StayView;
  readonly patient: Identity | null;
  readonly notes: Readonly<Record<string, string>> | null;
}

/** Open actions of open stays as far as the person may see them, the first due first: `GET /actions`. */
export async function actions(
  house: House,
  person: Person,
  query: ActionsQuery,
): Promise<Result<Actions>> {
  const audience = audienceOf(person);
  if (!readsLists(audience)) return refuse('not-allowed');
  const asOf = nowText(house);
  const date = londonDate(asOf);
  const found = await read(house, person, query);
  const items = found.flatMap(({ action, view, patient, notes }): ActionItem[] => {
    if (!shows(audience, subjectOf(view))) return [];
    return [
      {
        stay: view.stay,
        ward: view.ward,
        bed: view.bed,
        patient: patientFor(audience, patient, date),
        action: actionView(action, { audience, notes: notes ?? {} }),
      },
    ];
  });
  await recordOpened(house, person, 'actions', query.ward ?? query.owner ?? 'all');
  const page = items.slice(0, ACTIONS_A_PAGE);
  const last = page.at(-1)?.action;
  const next = items.length > ACTIONS_A_PAGE && last ? `${last.dueAt}|${last.action}` : null;
  return accept({ asOf, items: page, next });
}

function read(house: House, person: Person, query: ActionsQuery): Promise<Found[]> {
  const mine = query.mine === 'true';
  const [afterDue = null, afterAction = null] = query.after?.split('|') ?? [];
  // What is put to me, or to the council that I speak for.
  const council = mine ? (person.authority ?? null) : null;
  return house.persistence.as(actorOf(person)).query<Found>(
    `SELECT a.body AS action, s.view, to_jsonb(p) AS patient,
       (SELECT jsonb_object_agg(n.note, n.words) FROM note n WHERE n.organisation = s.organisation
          AND n.note = ANY (ARRAY(SELECT jsonb_array_elements_text(s.view -> 'words')))) AS notes
     FROM action a
     JOIN stay s ON s.organisation = a.organisation AND s.stay = a.stay AND s.open_until = 'infinity'
     LEFT JOIN LATERAL (SELECT ${identityColumns('p.')} FROM patient p
       WHERE p.organisation = s.organisation AND p.patient = s.patient) p ON true
     WHERE a.open
       AND ($1::text IS NULL OR a.owner = $1)
       AND ($2::text IS NULL OR a.person = $2)
       AND ($3::text IS NULL OR s.ward = $3)
       AND ($4::timestamptz IS NULL OR a.due_at < $4)
       AND ($5::timestamptz IS NULL OR (a.due_at, a.action) > ($5, $6))
     ORDER BY a.due_at, a.action`,
    [
      query.owner ?? council,
      query.person ?? (mine && council === null ? person.person : null),
      query.ward ?? null,
      query.due === undefined ? null : endInstant(query.due),
      afterDue,
      afterAction,
    ],
  );
}

function endInstant(date: string): string {
  return instantText(new Date(endOf(date)).toISOString());
}
