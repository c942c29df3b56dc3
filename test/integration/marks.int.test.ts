import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSmallApi } from '../harness/api.js';
import type { HttpClient } from '../harness/http-client.js';
import { behindTheBack } from '../harness/open-house.js';
import { stayId } from '../harness/small-house.js';

const NOW = '2026-06-10T09:00:00.000Z';
const TODAY = '2026-06-10';

interface Marked {
  readonly day: { readonly version: number; readonly constraint: string };
  readonly wardVersion: number;
}
interface Refused {
  readonly code: string;
  readonly details: { readonly current: { readonly version: number; readonly constraint: string } };
}

describe('a mark over HTTP', () => {
  let api: Awaited<ReturnType<typeof startSmallApi>>;
  let nurse: HttpClient;

  beforeAll(async () => {
    api = await startSmallApi({ now: NOW, wards: [{ code: 'W1', patients: 12 }] });
    nurse = await api.as('nurse.W1');
  });
  afterAll(() => api.close());

  const facts = (stay: string) =>
    behindTheBack(api.database, async (client) => {
      const { rows } = await client.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM fact WHERE stream = $1 AND type LIKE 'day-%'`,
        [`stay:${stay}`],
      );
      return rows[0]?.n ?? -1;
    });

  it('lets one of fifty racing nurses win and shows the others what the winner said', async () => {
    const stay = stayId('W1', 1);
    const codes = Array.from({ length: 50 }, (_, n) => `I${String((n % 9) + 1).padStart(2, '0')}`);
    const answers = await Promise.all(
      codes.map((constraint) => nurse.mark<Marked & Refused>(stay, TODAY, { constraint })),
    );
    const won = answers.filter(({ status }) => status === 200);
    const lost = answers.filter(({ status }) => status === 409);
    expect([won.length, lost.length]).toEqual([1, 49]);
    const winner = won[0]?.body.day;
    expect(winner?.version).toBe(1);
    for (const { body } of lost) {
      expect(body.code).toBe('day-changed');
      expect(body.details.current).toEqual(winner);
    }
    expect(await facts(stay)).toBe(1);
  });

  it('has one effect and answers with the same bytes when it comes fifty times', async () => {
    const stay = stayId('W1', 2);
    const commandId = randomUUID();
    const own = { commandId, note: 'Waits for the scan' };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => nurse.mark(stay, TODAY, own)),
    );
    expect([...new Set(answers.map(({ status }) => status))]).toEqual([200]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await facts(stay)).toBe(1);
    const later = await nurse.mark(stay, TODAY, own);
    expect(later.text).toBe(answers[0]?.text);
  });

  it('is refused as reused with another body, on another day, or from another person', async () => {
    const stay = stayId('W1', 3);
    const commandId = randomUUID();
    const first = await nurse.mark(stay, TODAY, { commandId });
    expect(first.status).toBe(200);
    const matron = await api.as('matron.uhl');
    const others = [
      nurse.mark(stay, TODAY, { commandId, constraint: 'I02' }),
      nurse.mark(stay, '2026-06-09', { commandId }),
      nurse.mark(stayId('W1', 4), TODAY, { commandId }),
      matron.mark(stay, TODAY, { commandId }),
    ];
    for (const { status, body } of await Promise.all(others)) {
      expect([status, body['code']]).toEqual([409, 'command-reused']);
    }
    expect(await facts(stay)).toBe(1);
    expect(await facts(stayId('W1', 4))).toBe(0);
  });

  it('is judged anew after a refusal, with the same command id', async () => {
    const stay = stayId('W1', 5);
    const commandId = randomUUID();
    const own = { commandId, ifVersion: 1, constraint: 'I03' };
    const early = await nurse.mark(stay, TODAY, own);
    expect([early.status, early.body['code']]).toEqual([409, 'day-changed']);
    expect((await nurse.mark(stay, TODAY)).status).toBe(200);
    const now = await nurse.mark<Marked>(stay, TODAY, own);
    expect([now.status, now.body.day.version]).toEqual([200, 2]);
  });

  it('raises the version of the day and of the ward by exactly one each', async () => {
    const stay = stayId('W1', 6);
    const wards: number[] = [];
    for (let version = 0; version < 4; version += 1) {
      const { body } = await nurse.mark<Marked>(stay, TODAY, { ifVersion: version });
      expect(body.day.version).toBe(version + 1);
      wards.push(body.wardVersion);
    }
    const [first = 0] = wards;
    expect(wards).toEqual([first, first + 1, first + 2, first + 3]);
  });

  it('gives a version count back that a withdrawal counts on', async () => {
    const stay = stayId('W1', 7);
    await nurse.mark(stay, TODAY);
    const undo = { commandId: randomUUID(), because: 'wrong bed', ifVersion: 1 };
    const path = `/api/stays/${stay}/days/${TODAY}/withdraw`;
    const withdrawn = await nurse.post<Marked & { day: { reviewed: boolean } }>(path, undo);
    expect([withdrawn.status, withdrawn.body.day.version]).toEqual([200, 2]);
    expect(withdrawn.body.day.reviewed).toBe(false);
    expect((await nurse.post(path, undo)).text).toBe(withdrawn.text);
    const again = await nurse.post<Refused>(path, { commandId: randomUUID(), because: 'twice' });
    expect([again.status, again.body.code]).toEqual([422, 'day-not-marked']);
  });

  it('may come at once for different patients of one ward and skips no ward version', async () => {
    const stays = [8, 9, 10, 11, 12].map((n) => stayId('W1', n));
    const answers = await Promise.all(stays.map((stay) => nurse.mark<Marked>(stay, TODAY)));
    const versions = answers.map(({ body }) => body.wardVersion).sort((a, b) => a - b);
    const [first = 0] = versions;
    expect(versions).toEqual(stays.map((_, index) => first + index));
  });
});
