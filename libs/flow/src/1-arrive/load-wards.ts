import { WardBody, WardCode } from '#contracts';
import type { WardsLoaded } from '#contracts';
import type { Person } from '#domain';
import { accept, bedsOf, may } from '#domain';
import { readWards } from '#interop';
import type { WardLine } from '#interop';
import type { House } from '../house/house.js';
import { refused } from './refusal.js';
import type { Arrival } from './refusal.js';
import { setWard } from './set-ward.js';

type RefusedLine = WardsLoaded['refused'][number];

interface Asked {
  /** Says what the file would do, and does nothing. */
  readonly dryRun: boolean;
}

/**
 * Sets the wards of a file: `POST /wards` with `text/csv`. Each line is what `PUT /wards/{ward}` takes;
 * a bad line never stops good ones. Refuses `malformed` for a file that cannot be read.
 */
export async function loadWards(
  house: House,
  person: Person,
  bytes: Uint8Array,
  { dryRun }: Asked = { dryRun: false },
): Promise<Arrival<WardsLoaded>> {
  if (!may(person, 'reference')) return refused('not-allowed');
  const reading = readWards(bytes);
  if (!reading.ok) return refused('malformed', { code: reading.code });
  const { wards: before } = await house.books.now();
  const set: string[] = [];
  const lines: RefusedLine[] = [];
  for (const one of reading.lines) {
    const judged = await judge(house, person, one, new Set(set));
    const done = !judged.ok || dryRun ? judged : await write(house, person, one.line, judged);
    if (done.ok) set.push(done.ward);
    else lines.push(done.refused);
  }
  const made = set.filter((ward) => !before.has(ward));
  const { ignored } = reading;
  return accept({ rows: reading.lines.length, set, made, refused: lines, ignored });
}

type Judged =
  | { readonly ok: true; readonly ward: string; readonly body: WardBody }
  | { readonly ok: false; readonly refused: RefusedLine };

/** Whether a line can be a ward of this house: what the file says, and what the house knows of it. */
async function judge(
  house: House,
  person: Person,
  one: WardLine,
  earlier: ReadonlySet<string>,
): Promise<Judged> {
  const { line, said } = one;
  const no = (field: string, code: string): Judged => ({
    ok: false,
    refused: { line, field, code },
  });
  if (said.ward === undefined) return no('ward', 'required');
  const ward = WardCode.safeParse(said.ward);
  if (!ward.success) return no('ward', 'ward-malformed');
  if (earlier.has(ward.data)) return no('ward', 'ward-doubled');
  if (said.organisation === undefined) return no('organisation', 'required');
  const body = WardBody.safeParse(bodyOf(one));
  if (!body.success) return no(columnOf(body.error.issues[0]?.path[0]), 'malformed');
  const { organisations, wards, checks } = await house.books.now();
  if (organisations.get(body.data.organisation)?.kind !== 'provider')
    return no('organisation', 'organisation-unknown');
  if (body.data.checks?.some((check) => !checks.has(check))) return no('checks', 'check-unknown');
  const held = wards.get(ward.data)?.organisation ?? body.data.organisation;
  if (held !== body.data.organisation) return no('organisation', 'ward-elsewhere');
  if (!person.organisations.includes(held)) return no('organisation', 'not-allowed');
  return { ok: true, ward: ward.data, body: body.data };
}

async function write(
  house: House,
  person: Person,
  line: number,
  judged: Extract<Judged, { ok: true }>,
): Promise<Judged> {
  const done = await setWard(house, person, judged.ward, judged.body);
  if (done.ok) return judged;
  return { ok: false, refused: { line, field: null, code: done.refusal.code } };
}

/** The heading of the file that a part of the body comes from. */
function columnOf(part: PropertyKey | undefined): string {
  return String(part ?? '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const EVERY_DAY = '1 2 3 4 5 6 7';

/** The body that a line stands for; a cell that is left out has the value of an ordinary acute ward. */
function bodyOf({ said }: WardLine): unknown {
  const beds = bedsOf(said.beds ?? '');
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
    ...(said.checks === undefined ? {} : { checks: said.checks.split(/[\s,;]+/) }),
    receivesFromAssessment: /^(y|yes|true|1)$/i.test(said.receives_from_assessment ?? ''),
  };
}

function number(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}
