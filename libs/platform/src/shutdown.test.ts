import { describe, expect, it } from '@jest/globals';
import { createShutdown } from './shutdown.js';

const never = () => new Promise<void>(() => undefined);

describe('the end of the process', () => {
  it('closes the last part first and the database last', async () => {
    const order: string[] = [];
    const shutdown = createShutdown({ budgetMs: 5_000 });
    for (const name of ['database', 'queues', 'http'])
      shutdown.add(name, () => {
        order.push(name);
      });
    await shutdown.close();
    expect(order).toEqual(['http', 'queues', 'database']);
  });

  it('shuts the doors at once, whatever is closed before them', async () => {
    const order: string[] = [];
    const shutdown = createShutdown({ budgetMs: 5_000 });
    shutdown.add('http', () => void order.push('http'));
    shutdown.atOnce(() => order.push('door'));
    shutdown.add('queues', () => void order.push('queues'));
    const closed = shutdown.close();
    expect(order[0]).toBe('door');
    await closed;
    expect(order).toEqual(['door', 'queues', 'http']);
  });

  it('leaves a part behind that hangs, and one that fails, and goes on to the next', async () => {
    const shutdown = createShutdown({ budgetMs: 5_000 });
    let databaseStopped = false;
    shutdown.add('database', () => {
      databaseStopped = true;
    });
    shutdown.add('broken', () => Promise.reject(new Error('no')));
    shutdown.add('hung', never, 20);
    const report = await shutdown.close();
    expect(report.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['hung', 'abandoned'],
      ['broken', 'failed'],
      ['database', 'closed'],
    ]);
    expect(databaseStopped).toBe(true);
  });

  it('gives each later part its chance when the budget is spent', async () => {
    const shutdown = createShutdown({ budgetMs: 10 });
    shutdown.add('database', () => undefined);
    shutdown.add('hung', never);
    expect((await shutdown.close()).at(-1)).toEqual({ name: 'database', outcome: 'closed' });
  });

  it('happens once, however many signals ask for it', async () => {
    const shutdown = createShutdown({ budgetMs: 1_000 });
    let times = 0;
    shutdown.add('http', () => {
      times += 1;
    });
    expect(shutdown.closing).toBe(false);
    const both = [shutdown.close(), shutdown.close()];
    expect(shutdown.closing).toBe(true);
    await Promise.all(both);
    expect(times).toBe(1);
  });
});
