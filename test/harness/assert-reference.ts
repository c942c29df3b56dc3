import { randomUUID } from 'node:crypto';
import type { NewFact } from '#domain';
import { referenceRow } from '#domain';
import type { House } from '#flow';
import { nowText } from '#flow';
import { SERVICE, referenceTableRow } from '#persistence';

/** Reference data that no operation sets yet, by the ledger's own way; from then on every read sees it. */
export async function assertReference(
  house: House,
  body: NewFact<'reference-set'>['body'],
  organisation = 'QK1',
): Promise<void> {
  const database = house.persistence.as(SERVICE);
  const stream = `reference:${body.kind}`;
  const [head] = await database.query<{ seq: number }>(
    'SELECT seq::int AS seq FROM stream WHERE organisation = $1 AND stream = $2',
    [organisation, stream],
  );
  const now = nowText(house);
  const outcome = await database.write({
    organisation,
    commandId: randomUUID(),
    at: now,
    recordedAt: now,
    wards: [],
    streams: [
      { stream, seq: head?.seq ?? 0, ward: null, facts: [{ type: 'reference-set', body }] },
    ],
    rows: { reference: [referenceTableRow(referenceRow(body))] },
  });
  if (outcome.code !== 'written') throw new Error('reference data moved while it was set');
  await house.books.now();
}
