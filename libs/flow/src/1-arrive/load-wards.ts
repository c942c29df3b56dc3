import { WardBody } from '#contracts';
import type { WardsLoaded } from '#contracts';
import type { Person } from '#domain';
import { accept, may } from '#domain';
import { readWards } from '#interop';
import type { WardLine } from '#interop';
import type { House } from '../house/house.js';
import { refused } from './refusal.js';
import type { Arrival } from './refusal.js';
import { setWard } from './set-ward.js';

/**
 * Sets the wards of a file: `POST /wards` with `text/csv`. Each line is what `PUT /wards/{ward}` takes;
 * a bad line never stops good ones. Refuses `malformed` for a file that cannot be read.
 */
export async function loadWards(
  house: House,
  person: Person,
  bytes: Uint8Array,
): Promise<Arrival<WardsLoaded>> {
  if (!may(person, 'reference')) return refused('not-allowed');
  const reading = readWards(bytes);
  if (!reading.ok) return refused('malformed', { code: reading.code });
  const set: string[] = [];
  const lines: { line: number; field: string | null; code: string }[] = [];
  for (const one of reading.lines) {
    const { ward } = one.said;
    const body = WardBody.safeParse(bodyOf(one));
    if (ward === undefined || !body.success) {
      const [issue] = body.success ? [] : body.error.issues;
      const field = ward === undefined ? 'ward' : String(issue?.path[0] ?? '');
      lines.push({ line: one.line, field, code: ward === undefined ? 'required' : 'malformed' });
      continue;
    }
    const done = await setWard(house, person, ward, body.data);
    if (done.ok) set.push(ward);
    else lines.push({ line: one.line, field: null, code: done.refusal.code });
  }
  return accept({ rows: reading.lines.length, set, refused: lines, ignored: reading.ignored });
}

const EVERY_DAY = '1 2 3 4 5 6 7';

/** The body that a line stands for; a cell that is left out has the value of an ordinary acute ward. */
function bodyOf({ said }: WardLine): unknown {
  const beds = (said.beds ?? '').split(/[\s,;]+/).filter((bed) => bed !== '');
  const open = number(said.open_beds) ?? beds.length;
  return {
    ...(said.name === undefined ? {} : { name: said.name }),
    organisation: said.organisation,
    site: said.site ?? said.organisation,
    directorate: said.directorate ?? null,
    serviceLine: said.service_line ?? null,
    kind: (said.kind ?? 'acute').toLowerCase(),
    fundedBeds: number(said.funded_beds) ?? open,
    openBeds: open,
    ...(beds.length === 0 ? {} : { beds }),
    redGreenFrom: said.red_green_from ?? null,
    roundDays: (said.round_days ?? EVERY_DAY).split(/[\s,;]+/).map(Number),
    roundAt: said.round_at ?? '08:30',
    huddleAt: said.huddle_at ?? null,
    receivesFromAssessment: /^(y|yes|true|1)$/i.test(said.receives_from_assessment ?? ''),
  };
}

function number(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}
