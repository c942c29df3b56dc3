import type { Change, ErrorCode, Unwatch, Watch, WatchAnswer } from '#contracts';
import type { Audience, Person, ReferenceBook, StayView } from '#domain';
import { audienceKey, audienceOf, londonDate, renderRow, wallRow } from '#domain';
import type { House, Untold } from '#flow';
import { board, openWall, openWard, recordOpened, wall } from '#flow';
import type { BoardChange, WardChangeRead, WardFeed } from '#persistence';
import { actorOf } from '#persistence';
import type { Deliveries } from './deliveries.js';
import type { SharedAnswer } from './frames.js';
import { Pictures } from './pictures.js';
import type { LiveNamespace, Screen } from './types.js';

/** Further behind than this a screen takes a snapshot. */
const CHANGES_MAX = 200;
const REACH_MS_MAX = 5_000;

interface Room {
  readonly name: string;
  readonly screen: 'ward' | 'wall';
  readonly audience: Audience;
  /** Stays that were shown, for audiences that do not see every row: nothing is told of a row never seen. */
  readonly shown: Set<string> | null;
}

interface Parts {
  readonly house: House;
  readonly feed: WardFeed;
  readonly epoch: () => string;
  readonly namespace: LiveNamespace;
  readonly deliveries: Deliveries;
}

/** What one room is told of a change, all but its version. */
interface Drawn {
  readonly before: string;
  readonly after: string;
  /** What it was drawn with. */
  readonly date: string;
  readonly book: ReferenceBook;
}

/**
 * Screens of one ward. A change is drawn once for each audience, for all of its screens; one that this process
 * writes is drawn while the database is at work on it.
 */
export class WardRooms {
  private readonly rooms = new Map<string, Map<string, Room>>();
  private readonly pictures: Pictures;
  /** Changes that were drawn before they were told, by room. */
  private readonly ahead = new WeakMap<BoardChange, Map<string, Drawn>>();

  constructor(private readonly parts: Parts) {
    this.pictures = new Pictures(parts.epoch);
  }

  /** Draws a change that is on its way to the database, and may never be told. */
  foretell(change: Untold, book: ReferenceBook): void {
    const drawn = new Map<string, Drawn>();
    for (const room of this.rooms.get(change.ward)?.values() ?? [])
      // Whether such a room is told of a row rests on what it was told before.
      if (room.shown === null) drawn.set(room.name, this.draw(change, room, book));
    if (drawn.size > 0) this.ahead.set(change.change, drawn);
  }

  /** A change told by the feed: to every audience that watches the ward, an empty one included. */
  tell(change: WardChangeRead, book: ReferenceBook): void {
    const rooms = this.rooms.get(change.ward);
    if (rooms === undefined) return;
    const { namespace, deliveries } = this.parts;
    for (const room of rooms.values()) {
      if (!namespace.adapter.rooms.has(room.name)) {
        rooms.delete(room.name);
        continue;
      }
      const ahead = this.ahead.get(change.change)?.get(room.name);
      const holds = ahead?.book === book && ahead.date === this.today();
      const { before, after } = holds ? ahead : this.draw(change, room, book);
      deliveries.send(room.name, 'change', before + change.version + after);
    }
    if (rooms.size === 0) this.rooms.delete(change.ward);
  }

  /** Tells the screens of some wards to watch again: what they show depends on more than their changes. */
  resync(wards: readonly string[]): void {
    if (wards.length > 0) this.pictures.forget();
    for (const ward of wards)
      for (const room of this.rooms.get(ward)?.values() ?? [])
        this.parts.deliveries.send(
          room.name,
          'resync',
          JSON.stringify({ screen: room.screen, ward }),
        );
  }

  /** Answers a watch: snapshot or missing changes, then everything that follows, without a gap or a repeat. */
  async watch(
    screen: Screen,
    watch: Watch,
    answer: (answer: WatchAnswer | SharedAnswer) => void,
  ): Promise<void> {
    const { person } = screen.data;
    const { epoch, feed, deliveries } = this.parts;
    const ward = watch.ward ?? '';
    const opened = await this.opens(person, watch);
    if ('code' in opened) return answer({ ok: false, code: opened.code });
    const { organisation, audience } = opened;
    const changes = await this.missing(person, organisation, watch);
    const taken = changes === null ? await this.picture(person, watch, opened) : null;
    if (taken !== null && !taken.ok) return answer({ ok: false, code: taken.refusal.code });
    const picture = taken?.value ?? null;
    const version = picture?.version ?? (watch.since as number) + (changes?.length ?? 0);
    if (!(await this.reached(organisation, ward, version)))
      return answer({ ok: false, code: 'not-ready' });
    const book = await this.parts.house.books.any();
    // From here on nothing waits: what the feed told since the version goes to this screen alone.
    deliveries.flush();
    const room = this.join(screen, ward, audience, picture?.stays ?? []);
    if (picture !== null) answer(picture.answer);
    else {
      const rendered = (changes ?? []).map((change) => this.render(change, room, book));
      answer({ ok: true, epoch: epoch(), version, changes: rendered });
    }
    const since = feed.recentSince(organisation, ward, version);
    if (since === null) screen.emit('resync', { screen: room.screen, ward });
    else for (const change of since) screen.emit('change', this.render(change, room, book));
  }

  unwatch(screen: Screen, { screen: kind, ward = '' }: Unwatch): void {
    for (const room of this.rooms.get(ward)?.values() ?? [])
      if (room.screen === kind) void screen.leave(room.name);
  }

  /** The audience of what is asked for, when it is the person's to open. */
  private async opens(
    person: Person,
    { screen, ward = '' }: Watch,
  ): Promise<{ organisation: string; audience: Audience } | { code: ErrorCode }> {
    if (screen === 'wall') {
      const opened = await openWall(this.parts.house, person, ward);
      if (!opened.ok) return { code: opened.refusal.code };
      return { organisation: opened.value.entry.organisation, audience: opened.value.audience };
    }
    const opened = await openWard(this.parts.house, person, ward);
    if (!opened.ok) return { code: opened.refusal.code };
    return { organisation: opened.value.organisation, audience: audienceOf(person) };
  }

  /** The ward as it stands now, or as it was drawn a moment ago for somebody who sees the same. */
  private picture(
    person: Person,
    { screen, ward = '' }: Watch,
    { organisation, audience }: { organisation: string; audience: Audience },
  ) {
    const { house, feed } = this.parts;
    return this.pictures.take({
      // Who sees some rows and not others may lose the right to one at any moment: never an older picture.
      key: seesSome(audience) ? null : `${roomName(ward, audience)} on ${this.today()}`,
      draw: () => (screen === 'wall' ? wall(house, person, ward) : board(house, person, ward)),
      isLast: (version) => version >= feed.versionOf(organisation, ward),
      opened: () =>
        recordOpened(house, person, screen === 'wall' ? 'wall' : 'board', ward, organisation),
    });
  }

  /** The changes a screen lacks, or null when it needs a snapshot. */
  private async missing(
    person: Person,
    organisation: string,
    { ward = '', since, epoch }: Watch,
  ): Promise<WardChangeRead[] | null> {
    const { feed, house } = this.parts;
    if (typeof since !== 'number' || epoch !== this.parts.epoch()) return null;
    if (seesSome(audienceOf(person))) return null;
    const changes = await house.persistence
      .as(actorOf(person))
      .readChanges([{ organisation, ward, since }], CHANGES_MAX + 1);
    if (changes.length > CHANGES_MAX) return null;
    const first = changes[0];
    // Nothing is kept that far back, or nothing has happened since but what the feed told in this moment.
    if (first === undefined) {
      const told = feed.recentSince(organisation, ward, since);
      return since <= feed.versionOf(organisation, ward) && told !== null ? [] : null;
    }
    return first.version === since + 1 ? changes : null;
  }

  private async reached(organisation: string, ward: string, version: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), REACH_MS_MAX);
    });
    const reached = this.parts.feed.reach(organisation, ward, version).then(() => true);
    return Promise.race([reached, late]).finally(() => clearTimeout(timer));
  }

  private join(screen: Screen, ward: string, audience: Audience, stays: readonly string[]): Room {
    const name = roomName(ward, audience);
    const rooms = this.rooms.get(ward) ?? new Map<string, Room>();
    this.rooms.set(ward, rooms);
    const room = rooms.get(name) ?? {
      name,
      screen: screenOf(audience),
      audience,
      shown: seesSome(audience) ? new Set() : null,
    };
    rooms.set(name, room);
    for (const stay of stays) room.shown?.add(stay);
    void screen.join(name);
    return room;
  }

  private render({ version, ...change }: WardChangeRead, room: Room, book: ReferenceBook): Change {
    const { screen } = room;
    return { screen, ward: change.ward, version, ...this.rowsOf(change, room, book) } as Change;
  }

  private draw(change: Untold, room: Room, book: ReferenceBook): Drawn {
    const head = JSON.stringify({ screen: room.screen, ward: change.ward });
    const rows = JSON.stringify(this.rowsOf(change, room, book));
    return {
      before: `${head.slice(0, -1)},"version":`,
      after: `,${rows.slice(1)}`,
      date: this.today(),
      book,
    };
  }

  /** The rows of a change as a room sees them, and which stays it sees no longer. */
  private rowsOf(told: Untold, { audience, shown }: Room, book: ReferenceBook) {
    const { change, notes } = told;
    const date = this.today();
    const patients = new Map(told.patients.map((patient) => [patient.patient, patient]));
    const left = [...change.left];
    const each = <T>(rowOf: (view: StayView) => T | null): T[] =>
      change.views.flatMap((view) => {
        const row = rowOf(view);
        if (row === null) left.push(view.stay);
        return row === null ? [] : [row];
      });
    const patientOf = (view: StayView) => patients.get(view.patient) ?? null;
    if (audience.sight === 'wall') {
      const rows = each((view) => wallRow(view, patientOf(view), { audience, date, book }));
      return { rows, left };
    }
    const rows = each((view) => renderRow(view, patientOf(view), { audience, date, book, notes }));
    const gone = shown === null ? left : left.filter((stay) => shown.delete(stay));
    for (const row of rows) shown?.add(row.stay);
    return { rows, left: gone };
  }

  private today(): string {
    return londonDate(this.parts.house.clock.now());
  }
}

function screenOf(audience: Audience): Room['screen'] {
  return audience.sight === 'wall' ? 'wall' : 'ward';
}

/** Whether an audience sees some rows of a ward and others not. */
function seesSome(audience: Audience): boolean {
  return audience.of === 'residents';
}

function roomName(ward: string, audience: Audience): string {
  return `${screenOf(audience)}:${encodeURIComponent(ward)}|${audienceKey(audience)}`;
}
