import { describe, expect, it } from '@jest/globals';
import { sourceAges } from './ages.js';
import type { InboundItem, InboundPage } from './inbound-page.js';

const NOW = '2026-03-10T12:00:00.000Z';

function item(source: string, receivedAt: string): InboundItem {
  const rest = { kind: 'adt', state: 'applied', code: null, place: null };
  return { id: `${source} ${receivedAt}`, source, receivedAt, ...rest };
}

function page(items: readonly InboundItem[], next: string | null = null): InboundPage {
  return { items, next };
}

describe('how old the news of each source is', () => {
  it('takes the latest of every state, the oldest source first', () => {
    const applied = page([item('PAS', '2026-03-10T11:55:00.000Z')]);
    const refused = page([
      item('PAS', '2026-03-10T11:58:00.000Z'),
      item('Ward list', '2026-03-10T08:00:00.000Z'),
    ]);
    expect(sourceAges([applied, refused], [], NOW)).toEqual([
      { source: 'Ward list', latest: '2026-03-10T08:00:00.000Z', silentSince: null, quiet: true },
      { source: 'PAS', latest: '2026-03-10T11:58:00.000Z', silentSince: null, quiet: false },
    ]);
  });

  it('is not quiet at two hours, and is after them', () => {
    const at = (receivedAt: string) => sourceAges([page([item('PAS', receivedAt)])], [], NOW)[0];
    expect(at('2026-03-10T10:00:00.000Z')?.quiet).toBe(false);
    expect(at('2026-03-10T09:59:59.000Z')?.quiet).toBe(true);
  });

  it('says of a source beyond the page only that nothing came since', () => {
    const full = page([item('PAS', NOW), item('PAS', '2026-03-10T11:30:00.000Z')], 'more');
    expect(sourceAges([full], ['Old'], NOW)[0]).toEqual({
      source: 'Old',
      latest: null,
      silentSince: '2026-03-10T11:30:00.000Z',
      quiet: false,
    });
    expect(sourceAges([page([])], ['New'], NOW)[0]).toEqual({
      source: 'New',
      latest: null,
      silentSince: null,
      quiet: true,
    });
  });
});
