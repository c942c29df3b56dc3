import type { MigrationInterface, QueryRunner } from 'typeorm';
import { READ_BOARD, READ_CHANGES, READ_STAY, WARD_VERSIONS } from './sql/reads.js';
import { WRITE_COMMAND } from './sql/write-command.js';
import { WRITE_GROUP } from './sql/write-group.js';
import { WRITE_PLAIN } from './sql/write-plain.js';

/** The functions of the hot path. They name tables and versions; no clinical rule and no fact type. */
export class HotPath1700000000002 implements MigrationInterface {
  readonly name = 'HotPath1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      READ_STAY,
      READ_BOARD,
      READ_CHANGES,
      WARD_VERSIONS,
      WRITE_COMMAND,
      WRITE_GROUP,
      WRITE_PLAIN,
    ])
      await runner.query(statement);
    await runner.query(`GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO boardround_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The ledger only goes forward: restore a backup instead.'));
  }
}
