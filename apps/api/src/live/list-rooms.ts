import type { ListChange, Unwatch, Versions, Watch, WatchAnswer } from '#contracts';
import type { Audience, EscalationItem, Person, ReferenceBook, WardCounts } from '#domain';
import { audienceKey, audienceOf, londonDate } from '#domain';
import type { House, HouseIndex, IndexedWard } from '#flow';
import {
  countsAudience,
  countsOfWard,
  escalations,
  escalationsNow,
  itemsOfWard,
  system,
  systemNow,
} from '#flow';
import type { Deliveries } from './deliveries.js';
import type { LiveNamespace, Screen } from './types.js';

/** Changes of lists that span wards are gathered for this long and sent as one. */
const GATHER_MS = 100;

type ListScreen = 'escalations' | 'system';
type Item = EscalationItem | WardCounts;

interface Room {
  readonly name: string;
  readonly screen: ListScreen;
  readonly audience: Audience;
  /** What was last sent of each ward, item by item, as text. */
  readonly sent: Map<string, Map<string, string>>;
  readonly versions: Map<string, number>;
  readonly dirty: Set<string>;
}

interface Parts {
  readonly house: House;
  readonly index: HouseIndex;
  readonly epoch: () => string;
  readonly namespace: LiveNamespace;
  readonly deliveries: Deliveries;
}

/** Screens of the lists that span wards. */
export class ListRooms {
  private readonly rooms = new Map<string, Room>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly parts: Parts) {}

  /** A ward of the index changed. */
  touch(ward: string): void {
    if (this.rooms.size === 0) return;
    for (const room of this.rooms.values()) room.dirty.add(ward);
    this.timer ??= setTimeout(() => {
      this.timer = null;
      void this.flush();
    }, GATHER_MS);
  }

  async watch(screen: Screen, watch: Watch, answer: (answer: WatchAnswer) => void): Promise<void> {
    const { house, index, deliveries } = this.parts;
    const epoch = this.parts.epoch();
    const { person } = screen.data;
    const kind = watch.screen as ListScreen;
    const allowed =
      kind === 'system'
        ? await system(house, index, person)
        : await escalations(house, index, person);
    if (!allowed.ok) return answer({ ok: false, code: allowed.refusal.code });
    const book = await house.books.any();
    // From here on nothing waits: the room stands at the version of the snapshot when the screen joins.
    const room = this.roomOf(kind, audienceFor(kind, person));
    this.flushRoom(room, book);
    const snapshot =
      kind === 'system'
        ? systemNow(house, index, { audience: room.audience, book })
        : escalationsNow(house, index, { audience: room.audience, book });
    if (!this.rooms.has(room.name)) this.open(room, snapshot.items, snapshot.versions);
    deliveries.flush();
    void screen.join(room.name);
    const version = snapshot.versions;
    if (watch.epoch === epoch && same(watch.since, version))
      answer({ ok: true, epoch, version, changes: [] });
    else answer({ ok: true, epoch, version, snapshot });
  }

  unwatch(screen: Screen, what: Unwatch): void {
    const kind = what.screen as ListScreen;
    void screen.leave(nameOf(kind, audienceFor(kind, screen.data.person)));
  }

  close(): void {
    if (this.timer !== null) clearTimeout(this.timer);
  }

  private async flush(): Promise<void> {
    const book = await this.parts.house.books.any();
    for (const room of [...this.rooms.values()]) {
      if (this.parts.namespace.adapter.rooms.has(room.name)) this.flushRoom(room, book);
      else this.rooms.delete(room.name);
    }
  }

  private roomOf(screen: ListScreen, audience: Audience): Room {
    const name = nameOf(screen, audience);
    return (
      this.rooms.get(name) ?? {
        name,
        screen,
        audience,
        sent: new Map(),
        versions: new Map(),
        dirty: new Set(),
      }
    );
  }

  private open(room: Room, items: readonly Item[], versions: Versions): void {
    for (const [ward, version] of Object.entries(versions)) room.versions.set(ward, version);
    for (const item of items) {
      const sent = room.sent.get(item.ward) ?? new Map<string, string>();
      room.sent.set(item.ward, sent.set(idOf(item), JSON.stringify(item)));
    }
    this.rooms.set(room.name, room);
  }

  private flushRoom(room: Room, book: ReferenceBook): void {
    if (room.dirty.size === 0) return;
    const date = londonDate(this.parts.house.clock.now());
    const from: Record<string, number> = {};
    const to: Record<string, number> = {};
    const items: Item[] = [];
    const left: string[] = [];
    for (const code of room.dirty) {
      const ward = this.parts.index.all().get(code);
      if (ward === undefined) continue;
      from[code] = room.versions.get(code) ?? 0;
      to[code] = ward.version;
      room.versions.set(code, ward.version);
      const before = room.sent.get(code) ?? new Map<string, string>();
      const now = new Map<string, string>();
      for (const item of itemsOf(room, ward, date, book)) {
        const text = JSON.stringify(item);
        now.set(idOf(item), text);
        if (before.get(idOf(item)) !== text) items.push(item);
      }
      for (const id of before.keys()) if (!now.has(id)) left.push(id);
      room.sent.set(code, now);
    }
    room.dirty.clear();
    // What moved to another ward in the same moment has not left the list.
    const staying = new Set(items.map(idOf));
    const gone = left.filter((id) => !staying.has(id));
    const change = { screen: room.screen, from, to, items, left: gone } as ListChange<
      'escalations',
      EscalationItem
    >;
    this.parts.deliveries.send(room.name, 'change', JSON.stringify(change));
  }
}

function itemsOf(room: Room, ward: IndexedWard, date: string, book: ReferenceBook): Item[] {
  const frame = { audience: room.audience, date, book };
  if (room.screen === 'escalations') return itemsOfWard(ward, frame);
  const counts = countsOfWard(ward, frame);
  return counts === null ? [] : [counts];
}

function idOf(item: Item): string {
  return 'id' in item ? item.id : item.ward;
}

function audienceFor(screen: ListScreen, person: Person): Audience {
  return screen === 'system' ? countsAudience(person) : audienceOf(person);
}

function nameOf(screen: ListScreen, audience: Audience): string {
  return `${screen}|${audienceKey(audience)}`;
}

function same(since: Watch['since'], versions: Versions): boolean {
  if (since === undefined || typeof since === 'number') return false;
  const wards = Object.keys(versions);
  return (
    wards.length === Object.keys(since).length &&
    wards.every((ward) => since[ward] === versions[ward])
  );
}
