import type { FactBodies } from '#domain';
import type { EntityManager } from 'typeorm';
import { SERVICE } from '../actor.js';
import { withoutHaste } from '../database.js';
import type { Persistence } from '../persistence.js';
import { CHAIN_START, chained } from './chain.js';
import { factsByStream } from './read-facts.js';
import type { StoredFact } from './read-facts.js';
import { sealDigest } from './seal.js';
import { sealNote, sealPatient } from './words.js';

/** One place where the ledger is not what it was. */
export interface LedgerFault {
  readonly code:
    | 'fact-missing'
    | 'chain-broken'
    | 'last-fact-missing'
    | 'head-differs'
    | 'head-missing'
    | 'seal-broken'
    | 'words-differ';
  readonly organisation: string;
  readonly stream: string;
  readonly seq: number;
}

export interface Verified {
  readonly facts: number;
  readonly streams: number;
  readonly seals: number;
  readonly words: number;
  readonly faults: readonly LedgerFault[];
}

interface Head {
  readonly organisation: string;
  readonly stream: string;
  readonly seq: number;
  readonly head: Buffer;
}

interface Walk {
  readonly hashes: Map<string, Map<number, string>>;
  readonly ends: Map<string, { seq: number; hash: Buffer }>;
  readonly seals: { organisation: string; seq: number; body: FactBodies['seal'] }[];
  /** The last seal of each patient's words, by when it was recorded: a patient may have several stays. */
  readonly patients: Map<string, { readonly seal: string; readonly position: number }>;
  readonly notes: Map<string, string>;
  readonly faults: LedgerFault[];
  facts: number;
}

/** Reads the whole ledger and names every stream whose facts, order, end or sealed words are not what was recorded. */
export function verifyLedger(persistence: Persistence): Promise<Verified> {
  return persistence.as(SERVICE).work(async (manager) => {
    await withoutHaste(manager);
    const walk = await walkStreams(manager);
    const heads = await manager.query<Head[]>(
      'SELECT organisation, stream, seq::int AS seq, head FROM stream ORDER BY organisation, stream',
    );
    compareHeads(walk, heads);
    compareSeals(walk);
    const words = await compareWords(manager, walk);
    const faults = [...new Map(walk.faults.map((one) => [JSON.stringify(one), one])).values()];
    return { facts: walk.facts, streams: heads.length, seals: walk.seals.length, words, faults };
  }, 'REPEATABLE READ');
}

async function walkStreams(manager: EntityManager): Promise<Walk> {
  const walk: Walk = {
    hashes: new Map(),
    ends: new Map(),
    seals: [],
    patients: new Map(),
    notes: new Map(),
    faults: [],
    facts: 0,
  };
  for await (const fact of factsByStream(manager)) step(walk, fact);
  return walk;
}

const keyOf = (organisation: string, stream: string) => `${organisation}\n${stream}`;

function step(walk: Walk, fact: StoredFact): void {
  const { organisation, stream, seq } = fact;
  const key = keyOf(organisation, stream);
  const end = walk.ends.get(key) ?? { seq: 0, hash: CHAIN_START };
  if (seq !== end.seq + 1)
    walk.faults.push({ code: 'fact-missing', organisation, stream, seq: end.seq + 1 });
  else if (!chained(end.hash, fact).equals(fact.hash))
    walk.faults.push({ code: 'chain-broken', organisation, stream, seq });
  walk.ends.set(key, { seq, hash: fact.hash });
  walk.facts += 1;
  const hashes = walk.hashes.get(key) ?? new Map<number, string>();
  walk.hashes.set(key, hashes.set(seq, fact.hash.toString('hex')));
  collect(walk, fact);
}

/** What a fact seals: words to compare, or the ends of other streams. */
function collect(walk: Walk, fact: StoredFact): void {
  if (fact.type === 'seal') {
    const body = JSON.parse(fact.body) as FactBodies['seal'];
    walk.seals.push({ organisation: fact.organisation, seq: fact.seq, body });
  } else if (fact.type === 'patient-identified') {
    const body = JSON.parse(fact.body) as FactBodies['patient-identified'];
    const key = keyOf(fact.organisation, body.patient);
    const { position } = fact;
    if ((walk.patients.get(key)?.position ?? 0) < position)
      walk.patients.set(key, { seal: body.seal, position });
  } else {
    const sealed = /"\w+":\{"id":"([^"]+)","seal":"([0-9a-f]{64})"\}/g;
    for (const [, id, seal] of fact.body.matchAll(sealed))
      if (id !== undefined && seal !== undefined)
        walk.notes.set(keyOf(fact.organisation, id), seal);
  }
}

function compareHeads(walk: Walk, heads: readonly Head[]): void {
  const known = new Set<string>();
  for (const { organisation, stream, seq, head } of heads) {
    const key = keyOf(organisation, stream);
    known.add(key);
    const end = walk.ends.get(key) ?? { seq: 0, hash: CHAIN_START };
    if (end.seq < seq) walk.faults.push({ code: 'last-fact-missing', organisation, stream, seq });
    else if (end.seq !== seq || !end.hash.equals(head))
      walk.faults.push({ code: 'head-differs', organisation, stream, seq });
  }
  for (const [key, end] of walk.ends) {
    if (known.has(key)) continue;
    const [organisation = '', stream = ''] = key.split('\n');
    walk.faults.push({ code: 'head-missing', organisation, stream, seq: end.seq });
  }
}

/** Seals chain to one another, and every end they name must still be there: a shortened stream shows by name. */
function compareSeals(walk: Walk): void {
  const previous = new Map<string, string>();
  for (const { organisation, seq, body } of walk.seals) {
    const last = previous.get(organisation) ?? '';
    if (body.previous !== last || body.digest !== sealDigest(body.previous, body.heads))
      walk.faults.push({ code: 'seal-broken', organisation, stream: 'reference:seal', seq });
    previous.set(organisation, body.digest);
    for (const [stream, at, hash] of body.heads)
      if (walk.hashes.get(keyOf(organisation, stream))?.get(at) !== hash)
        walk.faults.push({ code: 'last-fact-missing', organisation, stream, seq: at });
  }
}

/** Words that are still held must be those that were sealed; words that were erased are simply absent. */
async function compareWords(manager: EntityManager, walk: Walk): Promise<number> {
  const patients = await manager.query<
    (Parameters<typeof sealPatient>[0] & { organisation: string })[]
  >(
    `SELECT organisation, patient, salt, local_id AS "localId", nhs_number AS "nhsNumber",
       family_name AS "familyName", given_name AS "givenName", date_of_birth AS "dateOfBirth", sex,
       similar_name AS "similarName" FROM patient`,
  );
  for (const words of patients) {
    const seal = walk.patients.get(keyOf(words.organisation, words.patient))?.seal;
    if (seal !== undefined && seal !== sealPatient(words))
      walk.faults.push(wordsDiffer(words.organisation, `patient:${words.patient}`));
  }
  const notes = await manager.query<(Parameters<typeof sealNote>[0] & { organisation: string })[]>(
    'SELECT organisation, note AS id, stay, salt, words AS text FROM note',
  );
  for (const words of notes) {
    const seal = walk.notes.get(keyOf(words.organisation, words.id));
    if (seal !== undefined && seal !== sealNote(words))
      walk.faults.push(wordsDiffer(words.organisation, `note:${words.id}`));
  }
  return patients.length + notes.length;
}

function wordsDiffer(organisation: string, stream: string): LedgerFault {
  return { code: 'words-differ', organisation, stream, seq: 0 };
}
