/** Tables whose rows belong to an organisation: the database lets a caller reach only its own. */
export const guardedTables = [
  'stream',
  'fact',
  'ward_head',
  'command',
  'board_change',
  'stay',
  'day',
  'delay',
  'action',
  'round',
  'closed_day',
  'bed_day',
  'reference',
  'patient',
  'patient_alias',
  'note',
  'inbound',
  'inbound_wait',
  'census_part',
  'census_ward',
  'patient_before',
  'feed_ward',
  'restatement',
  'session',
  'opened',
] as const;

/**
 * Row-level security by organisation, forced so that it binds the owner too. `*` is the service itself
 * (relay and jobs). Without a caller no row is seen: after a commit a local setting reads '' and not
 * NULL, and '' names no organisation.
 */
export function policies(): string[] {
  // Without sub-selects: a command writes a handful of rows, and ten plans with two of them each cost it 25 µs.
  const mine = `current_setting('app.organisations', true) = '*'
    OR organisation = ANY (string_to_array(current_setting('app.organisations', true), ','))`;
  return guardedTables.flatMap((table) => [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY own_organisations ON ${table} USING (${mine}) WITH CHECK (${mine})`,
  ]);
}
