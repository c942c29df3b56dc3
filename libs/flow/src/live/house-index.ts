import type { Versions } from '#contracts';
import type { Identity, StayView } from '#domain';
import type { StayWithWords, WardChangeRead } from '#persistence';
import { SERVICE, identityColumns } from '#persistence';
import type { House } from '../house/house.js';

/** A ward in the index: the version it stands at, and the patients on it. */
export interface IndexedWard {
  readonly organisation: string;
  readonly ward: string;
  version: number;
  readonly stays: Map<string, StayWithWords>;
}

/**
 * Every open stay of the house in memory, kept at each ward's version by the feed: what the lists
 * that span wards are made from. Loaded when the first list is asked for.
 */
export class HouseIndex {
  private readonly wards = new Map<string, IndexedWard>();
  private meanwhile: WardChangeRead[] | null = null;
  private loading: Promise<void> | null = null;
  private loaded = false;

  constructor(private readonly house: House) {}

  /** Resolves when the index stands; a failed load is tried again by the next who asks. */
  ready(): Promise<void> {
    if (this.loaded) return Promise.resolve();
    return (this.loading ??= this.load().finally(() => (this.loading = null)));
  }

  /** A change told by the feed, in order. Returns the ward when the index changed. */
  apply(change: WardChangeRead): IndexedWard | null {
    if (this.meanwhile !== null) this.meanwhile.push(change);
    if (!this.loaded) return null;
    const ward = this.wardOf(change.organisation, change.ward);
    if (change.version <= ward.version) return null;
    ward.version = change.version;
    const patients = new Map(change.patients.map((patient) => [patient.patient, patient]));
    for (const view of change.change.views) {
      // Who is gone by absence is still on the board, and counts nowhere.
      if (view.leftAt !== null) {
        ward.stays.delete(view.stay);
        continue;
      }
      const held = ward.stays.get(view.stay);
      const patient = patients.get(view.patient) ?? held?.patient ?? null;
      ward.stays.set(view.stay, { view, patient, notes: change.notes });
    }
    for (const stay of change.change.left) ward.stays.delete(stay);
    return ward;
  }

  /** All wards by code. Only after `ready`. */
  all(): ReadonlyMap<string, IndexedWard> {
    return this.wards;
  }

  versions(): Versions {
    return Object.fromEntries([...this.wards].map(([code, ward]) => [code, ward.version]));
  }

  private wardOf(organisation: string, ward: string): IndexedWard {
    const known = this.wards.get(ward);
    if (known !== undefined) return known;
    const fresh: IndexedWard = { organisation, ward, version: 0, stays: new Map() };
    this.wards.set(ward, fresh);
    return fresh;
  }

  private async load(): Promise<void> {
    this.meanwhile = [];
    try {
      const { heads, stays } = await this.read();
      this.wards.clear();
      for (const { organisation, ward, version } of heads)
        this.wardOf(organisation, ward).version = version;
      for (const { view, patient } of stays)
        this.wards.get(view.ward)?.stays.set(view.stay, { view, patient, notes: {} });
      this.loaded = true;
      for (const change of this.meanwhile.splice(0)) this.apply(change);
    } finally {
      this.meanwhile = null;
    }
  }

  private read() {
    return this.house.persistence.as(SERVICE).work(async (manager) => {
      const heads = await manager.query<{ organisation: string; ward: string; version: number }[]>(
        'SELECT organisation, ward, version::int AS version FROM ward_head',
      );
      const stays = await manager.query<{ view: StayView; patient: Identity | null }[]>(
        `SELECT s.view, to_jsonb(p) AS patient FROM stay s LEFT JOIN LATERAL (
           SELECT ${identityColumns('p.')} FROM patient p WHERE p.organisation = s.organisation AND p.patient = s.patient) p ON true
         WHERE s.open_until = 'infinity'`,
      );
      return { heads, stays };
    }, 'REPEATABLE READ');
  }
}
