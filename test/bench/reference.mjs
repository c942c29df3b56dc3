import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { WebSocketServer } from 'ws';

/**
 * The bare reference: what a mark costs when nothing but the mark is done. One statement makes the
 * day, its reason and the outgoing message durable, and every screen is sent the same row that the
 * service sends. No sign-in, no rights, no rules, no ledger, no order of a ward's changes.
 *
 * Environment: `PORT`, `DATABASE_URL`.
 */
const POOL_MAX = 12;

export const REFERENCE_SCHEMA = `
CREATE TABLE patient_row (stay text PRIMARY KEY, ward text NOT NULL, shown jsonb NOT NULL);
CREATE TABLE bed_day (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, organisation text NOT NULL, ward text NOT NULL,
  stay text NOT NULL, date date NOT NULL, colour text NOT NULL, note text, version int NOT NULL DEFAULT 1,
  recorded_by text NOT NULL, recorded_at timestamptz NOT NULL DEFAULT now(), UNIQUE (stay, date));
CREATE INDEX bed_day_ward ON bed_day (ward, date);
CREATE TABLE reason (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, bed_day_id bigint NOT NULL REFERENCES bed_day,
  code text NOT NULL, recorded_at timestamptz NOT NULL DEFAULT now(), UNIQUE (bed_day_id, code));
CREATE TABLE outgoing (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, ward text NOT NULL, seq bigint,
  shown jsonb NOT NULL, at timestamptz NOT NULL DEFAULT now());
CREATE UNIQUE INDEX outgoing_ward_seq ON outgoing (ward, seq) WHERE seq IS NOT NULL;`;

const MARK = {
  name: 'mark',
  text: `WITH d AS (
    INSERT INTO bed_day (organisation, ward, stay, date, colour, note, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (stay, date) DO UPDATE SET colour = excluded.colour, note = excluded.note, version = bed_day.version + 1,
      recorded_by = excluded.recorded_by, recorded_at = now() RETURNING id, version),
  r AS (INSERT INTO reason (bed_day_id, code) SELECT d.id, $8 FROM d
    ON CONFLICT (bed_day_id, code) DO UPDATE SET recorded_at = now() RETURNING id),
  o AS (INSERT INTO outgoing (ward, shown) SELECT $2, ($9 || d.version || $10)::jsonb FROM d RETURNING id, shown)
  SELECT d.version, o.id, o.shown::text AS shown FROM d, r, o`,
};

const PATH = /^\/api\/stays\/([^/]+)\/days\/(\d{4}-\d\d-\d\d)$/;

async function serve({ port, url }) {
  const pool = new pg.Pool({ connectionString: url, max: POOL_MAX });
  const { rows } = await pool.query('SELECT stay, ward, shown FROM patient_row');
  const patients = new Map(rows.map((row) => [row.stay, patientOf(row)]));
  const server = createServer((request, response) => {
    if (request.method === 'GET') return answer(response, 200, '{"ready":true}');
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (text) => (body += text));
    request.on('end', () => {
      mark(pool, patients, request.url, body).then(
        ({ status, text, message }) => {
          if (message !== undefined) for (const screen of screens.clients) screen.send(message);
          answer(response, status, text);
        },
        () => answer(response, 500, '{"code":"internal"}'),
      );
    });
  });
  const screens = new WebSocketServer({ server, path: '/screens', perMessageDeflate: false });
  server.listen(port, '127.0.0.1');
}

function answer(response, status, text) {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

/** A patient's row as text before and after the day, so that a mark only puts the day between. */
function patientOf({ stay, ward, shown }) {
  const { delays, actions, version, ...before } = shown;
  delete before.day;
  const head = JSON.stringify(before).slice(0, -1);
  const tail = JSON.stringify({ delays, actions, version }).slice(1);
  return { stay, ward, organisation: stay.split('.')[0], head, tail };
}

async function mark(pool, patients, url, text) {
  const [, stay, date] = PATH.exec(url) ?? [];
  const patient = patients.get(stay);
  const body = JSON.parse(text);
  const { colour, constraint = null, note = null } = body;
  if (patient === undefined || (colour !== 'red' && colour !== 'green'))
    return { status: 422, text: '{"code":"malformed"}' };
  const by = `nurse.${patient.ward}`;
  const [before, after] = rowAround(patient, { date, colour, constraint, note, by });
  const values = [patient.organisation, patient.ward, stay, date, colour, note, by];
  const reason = constraint ?? 'none';
  const { rows } = await pool.query({ ...MARK, values: [...values, reason, before, after] });
  const { version, id, shown } = rows[0];
  return {
    status: 200,
    text: `{"day":{"version":${version}},"wardVersion":${id}}`,
    message: `["change",{"screen":"ward","ward":"${patient.ward}","version":${id},"rows":[${shown}],"left":[]}]`,
  };
}

function rowAround(patient, { date, colour, constraint, note, by }) {
  const judged = {
    colour,
    constraint,
    otherConstraints: [],
    value: null,
    note,
    owner: null,
    dueAt: null,
    at: new Date().toISOString(),
    by,
    late: false,
  };
  const day = JSON.stringify({
    date,
    colour,
    planned: judged,
    final: null,
    reviewed: true,
    constraint,
    redSince: colour === 'red' ? date : null,
    carriedOver: false,
    note,
  });
  return [`${patient.head},"day":${day.slice(0, -1)},"version":`, `},${patient.tail}`];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.once('SIGTERM', () => process.exit(0));
  await serve({ port: Number(process.env.PORT), url: process.env.DATABASE_URL });
}
