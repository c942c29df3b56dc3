import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Escalations } from '#contracts';
import type { Row } from '#domain';
import { startSmallApi } from '../harness/api.js';
import type { HttpClient } from '../harness/http-client.js';
import { CITY, COUNTY, stayId } from '../harness/small-house.js';

const NOW = '2026-06-10T09:00:00.000Z';
const TODAY = '2026-06-10';
const WARDS = 15;
const PATIENTS = 30;

interface Page {
  readonly items: readonly Row[];
  readonly next: string | null;
}

describe('lists over many wards', () => {
  let api: Awaited<ReturnType<typeof startSmallApi>>;
  let idt: HttpClient;
  beforeAll(async () => {
    const wards = Array.from({ length: WARDS }, (_, n) => ({
      code: `W${n + 1}`,
      patients: PATIENTS,
      organisation: n % 3 === 0 ? 'RT5' : 'RWE',
      authority: (patient: number) => (patient % 2 === 0 ? CITY : COUNTY),
    }));
    api = await startSmallApi({ now: NOW, wards });
    idt = await api.as('idt.uhl');
  });
  afterAll(() => api.close());

  async function pages(client: HttpClient, query: string): Promise<Row[][]> {
    const all: Row[][] = [];
    let after = '';
    for (let n = 0; n < 10; n += 1) {
      const more = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
      const { body, status } = await client.get<Page>(`/api/stays?${query}${more}`);
      expect(status).toBe(200);
      all.push([...body.items]);
      if (body.next === null) return all;
      after = body.next;
    }
    throw new Error('the list never ends');
  }

  it('give every long stay once, page by page, and none that is too short', async () => {
    const read = await pages(idt, 'over=0');
    expect(read.length).toBeGreaterThan(1);
    const stays = read.flat().map(({ stay }) => stay);
    expect(stays).toHaveLength(WARDS * PATIENTS);
    expect(new Set(stays).size).toBe(stays.length);
    expect((await pages(idt, 'over=1')).flat()).toEqual([]);
  });

  it('narrow by ward, organisation and council', async () => {
    const one = (await pages(idt, 'over=0&ward=W2')).flat();
    expect(one).toHaveLength(PATIENTS);
    const trust = (await pages(idt, 'over=0&organisation=RT5')).flat();
    expect(trust).toHaveLength((WARDS / 3) * PATIENTS);
    const county = (await pages(idt, `over=0&ward=W2&authority=${COUNTY}`)).flat();
    expect(county).toHaveLength(PATIENTS / 2);
    const council = (await pages(await api.as('la.leicester'), 'over=0')).flat();
    expect(council).toHaveLength((WARDS * PATIENTS) / 2);
  });

  it('have what must move, each thing once, and no more of it when it has moved', async () => {
    const stay = stayId('W2', 2);
    const listed = async (query = '') => {
      const { body } = await idt.get<Escalations>(`/api/escalations${query}`);
      return body.items.map(({ id, kind }) => `${kind} ${id}`);
    };
    expect(await listed()).toEqual([]);
    await idt.mark(stay, TODAY, { constraint: 'E10' });
    await idt.mark(stayId('W3', 1), TODAY, { colour: 'green', constraint: undefined });
    expect(await listed()).toEqual([`red ${stay}:red`]);
    const opened = await idt.post<{ delay: { delay: string; owner: string } }>(
      `/api/stays/${stay}/delays`,
      { commandId: randomUUID(), list: 'dtoc', reason: 'E', since: TODAY, primary: true },
    );
    expect(opened.status).toBe(201);
    const { delay, owner } = opened.body.delay;
    // The delay stands for the red day: one patient, one line.
    expect(await listed()).toEqual([`delay ${delay}`]);
    expect(await listed(`?owner=${owner}`)).toEqual([`delay ${delay}`]);
    expect(await listed(`?ward=W3`)).toEqual([]);
    const end = { commandId: randomUUID() };
    expect((await idt.post(`/api/delays/${delay}/end`, end)).status).toBe(200);
    expect(await listed()).toEqual([`red ${stay}:red`]);
    const again = await idt.post<{ code: string }>(`/api/delays/${delay}/end`, {
      commandId: randomUUID(),
    });
    expect([again.status, again.body.code]).toEqual([409, 'delay-changed']);
    await idt.mark(stay, TODAY, {
      ifVersion: 1,
      kind: 'final',
      colour: 'green',
      constraint: undefined,
      value: 'V10',
    });
    expect(await listed()).toEqual([]);
  });
});
