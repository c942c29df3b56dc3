import { describe, expect, it } from '@jest/globals';
import type { Reply } from '../api/http.js';
import { verdict, waitMs } from './queue.js';
import type { Command } from './queue.js';
import { createSender } from './sender.js';

const command = (commandId: string, stay = 's1'): Command => ({
  commandId,
  method: 'PUT',
  path: `/stays/${stay}`,
  body: { commandId },
  stay,
  about: 'green',
  where: 'Ward 1, bed A1',
  madeAt: null,
});

const answer = (status: number, body: unknown = { status }): Reply => ({
  kind: 'answer',
  status,
  body,
});

/** A service whose replies are given by hand, and a clock that is moved by hand. */
function bench() {
  const sent: { path: string; id: unknown; reply: (reply: Reply) => void }[] = [];
  const waits: { ms: number; then: () => void }[] = [];
  const sender = createSender({
    send: (_method, path, body) =>
      new Promise((reply) => sent.push({ path, id: 'commandId' in body && body.commandId, reply })),
    wait: (ms, then) => {
      const one = { ms, then };
      waits.push(one);
      return () => void waits.splice(waits.indexOf(one), 1);
    },
  });
  const replies = async (reply: Reply) => {
    sent.at(-1)?.reply(reply);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { sent, waits, sender, replies };
}

describe('sending what a person did', () => {
  it('is settled by the answer', async () => {
    const { sender, replies } = bench();
    const settled = sender.submit(command('c1'));
    await replies(answer(200, { day: 1 }));
    expect(await settled).toEqual({ ok: true, body: { day: 1 } });
    expect(sender.queue()).toEqual([]);
  });

  it('is sent again with the same id until the service is reached', async () => {
    const { sender, sent, waits, replies } = bench();
    const settled = sender.submit(command('c1'));
    for (let i = 0; i < 3; i += 1) {
      await replies({ kind: 'unreached' });
      expect(sender.queue()[0]).toMatchObject({ state: 'waiting', attempts: i + 1 });
      waits.shift()?.then();
    }
    await replies(answer(200));
    expect((await settled).ok).toBe(true);
    expect(sent.map((one) => one.id)).toEqual(['c1', 'c1', 'c1', 'c1']);
  });

  it('sends at once what waits when the line is back', async () => {
    const { sender, sent, waits, replies } = bench();
    void sender.submit(command('c1'));
    await replies({ kind: 'unreached' });
    sender.nudge();
    expect(sent).toHaveLength(2);
    expect(waits).toHaveLength(0);
  });

  it('keeps the order of one stay, and lets another stay go ahead', async () => {
    const { sender, sent, replies } = bench();
    void sender.submit(command('c1', 'a'));
    void sender.submit(command('c2', 'a'));
    expect(sent.map((one) => one.id)).toEqual(['c1']);
    void sender.submit(command('c3', 'b'));
    expect(sent.map((one) => one.id)).toEqual(['c1', 'c3']);
    sent[0]?.reply(answer(200));
    await replies(answer(200));
    expect(sent.map((one) => one.id)).toEqual(['c1', 'c3', 'c2']);
  });

  it('gives a refusal back and does not send it again', async () => {
    const { sender, sent, replies } = bench();
    const settled = sender.submit(command('c1'));
    await replies(answer(409, { code: 'day-changed', message: 'm', details: { current: {} } }));
    expect(await settled).toMatchObject({ ok: false, error: { code: 'day-changed' } });
    expect(sent).toHaveLength(1);
  });
});

describe('what a reply means', () => {
  it('sends again when the service is busy or not ready', () => {
    for (const status of [429, 502, 503, 504]) expect(verdict(answer(status), 99)).toBe('again');
  });

  it('takes a failing service at its word after five times', () => {
    expect(verdict(answer(500), 4)).toBe('again');
    expect(verdict(answer(500), 5)).toMatchObject({ ok: false });
  });

  it('gives words of its own for an answer that cannot be read', () => {
    expect(verdict(answer(400, null), 1)).toMatchObject({ ok: false, error: { code: 'internal' } });
  });

  it('waits twice as long each time, at most a quarter of a minute', () => {
    expect([1, 2, 3, 6, 60].map(waitMs)).toEqual([500, 1_000, 2_000, 15_000, 15_000]);
  });

  it('waits on the shelf when the service no longer knows who we are', async () => {
    const shelf = new Set<string>();
    let signedOut = 0;
    const sender = createSender({
      send: () => Promise.resolve(answer(401)),
      wait: () => () => undefined,
      shelf: {
        put: (one) => void shelf.add(one.commandId),
        remove: (id) => void shelf.delete(id),
      },
      signedOut: () => (signedOut += 1),
    });
    void sender.submit(command('c1'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(signedOut).toBe(1);
    expect([...shelf]).toEqual(['c1']);
    expect(sender.queue()[0]).toMatchObject({ state: 'waiting', attempts: 1 });
  });

  it('is not sent where it was built upon something that somebody else was before', async () => {
    const { sender, sent, replies } = bench();
    const first = sender.submit(command('c1'));
    const second = sender.submit(command('c2'));
    const other = sender.submit({ ...command('c3'), path: '/stays/s1/actions' });
    const error = { code: 'plan-changed', message: '', details: { current: { version: 1 } } };
    await replies(answer(409, error));
    expect(await first).toMatchObject({ ok: false, error });
    expect(await second).toEqual(await first);
    expect(sent.map(({ id }) => id)).toEqual(['c1', 'c3']);
    await replies(answer(200));
    expect(await other).toMatchObject({ ok: true });
  });
});
