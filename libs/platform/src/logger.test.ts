import { describe, expect, it } from '@jest/globals';
import { createLogger, nestLogger, safeError, type Logger } from './logger.js';

interface Line {
  [field: string]: unknown;
}

function listening(): { log: Logger; lines: () => Line[]; text: () => string } {
  let text = '';
  const log = createLogger('trace', { write: (line: string) => (text += line) });
  const lines = () =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line);
  return { log, lines, text: () => text };
}

describe('the log', () => {
  it('is one JSON line an event, with a level in words and an instant', () => {
    const { log, lines } = listening();
    log.info({ ward: 'RWE-10', version: 3 }, 'ward changed');
    expect(lines()).toHaveLength(1);
    expect(lines()[0]).toMatchObject({ level: 'info', ward: 'RWE-10', msg: 'ward changed' });
    expect(String(lines()[0]?.['time'])).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it('withholds a patient and a cookie however deep a caller put them', () => {
    const { log, text } = listening();
    log.info({ nhsNumber: '9990000018' }, 'a');
    log.info({ row: { patient: { displayName: 'Ada Example' } } }, 'b');
    log.info({ req: { headers: { cookie: 'boardround=s3cret', 'set-cookie': 's3cret' } } }, 'c');
    log.info({ inbound: { raw: 'PID|1||Example^Ada' } }, 'd');
    for (const withheld of ['9990000018', 'Ada', 's3cret', 'PID'])
      expect(text()).not.toContain(withheld);
  });

  it('tells a database error by its code and place, never by the values it quotes', () => {
    const { log, text, lines } = listening();
    const driverError = Object.assign(new Error('Key (nhs_number)=(9990000018) already exists'), {
      severity: 'ERROR',
      code: '23505',
      table: 'identity',
      constraint: 'identity_pkey',
      detail: 'Key (nhs_number)=(9990000018)',
    });
    const wrapped = Object.assign(new Error(driverError.message), {
      name: 'QueryFailedError',
      driverError,
      parameters: ['9990000018'],
    });
    log.error({ err: driverError }, 'write failed');
    log.error({ err: wrapped }, 'write failed');
    log.error(wrapped);
    log.error({ err: wrapped });
    expect(text()).not.toContain('9990000018');
    expect(lines()[1]?.['err']).toMatchObject({
      type: 'QueryFailedError',
      message: 'database error 23505',
      code: '23505',
      table: 'identity',
      constraint: 'identity_pkey',
    });
  });

  it('keeps message, code and stack of an ordinary error', () => {
    const told = safeError(Object.assign(new Error('socket closed'), { code: 'ECONNRESET' }));
    expect(told).toMatchObject({ type: 'Error', message: 'socket closed', code: 'ECONNRESET' });
    expect(told.stack).toContain('logger.test');
    expect(safeError('a patient’s name').message).not.toContain('patient');
  });

  it('takes the framework’s lines: chatter at debug, errors with their context', () => {
    const { log, lines } = listening();
    const nest = nestLogger(log);
    nest.log('Mapped {/health/live}', 'RouterExplorer');
    nest.error('it broke', 'Error: it broke\n    at somewhere', 'ExceptionsHandler');
    nest.warn({ anything: 1 });
    expect(lines()).toMatchObject([
      { level: 'debug', context: 'RouterExplorer', msg: 'Mapped {/health/live}' },
      { level: 'error', context: 'ExceptionsHandler', msg: 'it broke' },
      { level: 'warn', msg: 'nest' },
    ]);
  });
});
