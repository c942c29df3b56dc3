import type { MigrationInterface, QueryRunner } from 'typeorm';
import { KEEP_INBOUND, NAMES_ON_WARD, READ_HOUSE, WRITE_ARRIVALS } from './sql/arrive.js';
import { REFRESH_STATISTICS } from './sql/statistics.js';

/** The functions by which feeds arrive, each one trip. They name tables; no rule and no fact type. */
export class Arrive1700000000003 implements MigrationInterface {
  readonly name = 'Arrive1700000000003';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      READ_HOUSE,
      KEEP_INBOUND,
      WRITE_ARRIVALS,
      NAMES_ON_WARD,
      REFRESH_STATISTICS,
    ])
      await runner.query(statement);
    await runner.query(`GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO boardround_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The ledger only goes forward: restore a backup instead.'));
  }
}
