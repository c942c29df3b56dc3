import { Persistence, checkRebuild, openDatabase, verifyLedger } from '#persistence';
import type { CellFault, LedgerFault } from '#persistence';
import type { TestDatabase } from './database.js';

/** Whatever is wrong with the facts of a database or with the rows that were made of them. */
export async function ledgerFaults(database: TestDatabase): Promise<(CellFault | LedgerFault)[]> {
  const persistence = new Persistence(await openDatabase(database.appUrl, 2));
  try {
    const { faults } = await verifyLedger(persistence);
    return [...faults, ...(await checkRebuild(persistence)).faults];
  } finally {
    await persistence.close();
  }
}
