import type { Identity, StayView } from '#domain';
import type { StayRead } from './ledger/command.js';

const STAYS_MAX = 2_000;
const KEPT_MS_MAX = 5 * 60_000;

/** A stay as it was last read or written here. */
export interface ShelvedStay {
  readonly view: StayView;
  readonly seq: number;
  readonly patient: Identity | null;
  readonly notes: Readonly<Record<string, string>>;
  /** Version of the reference book that held then. */
  readonly reference: number;
}

/**
 * Stays that this process has just shown or written, so that a mark on an open board is decided without
 * asking the database first. It may be stale and is never believed: what is decided from it is written
 * only while the stay's stream and the reference book stand where they stood, and a refusal that it
 * leads to is decided again from the database. Patients' words on it grow at most five minutes old.
 */
export class StayShelf {
  private readonly stays = new Map<
    string,
    { readonly stay: ShelvedStay; readonly untilMs: number }
  >();

  put(stay: ShelvedStay): void {
    const key = stay.view.stay;
    this.stays.delete(key);
    if (stay.view.leftAt !== null) return;
    this.stays.set(key, { stay, untilMs: performance.now() + KEPT_MS_MAX });
    if (this.stays.size <= STAYS_MAX) return;
    const oldest = this.stays.keys().next();
    if (oldest.done !== true) this.stays.delete(oldest.value);
  }

  /**
   * Takes a stay off the shelf: whoever writes it puts it back as it is then, so that two commands never
   * decide from the same copy. Null when it is not there, or when the rule looks at days before its latest.
   */
  take(stay: string, date: string | null): StayRead | null {
    const found = this.stays.get(stay);
    if (found === undefined) return null;
    this.stays.delete(stay);
    const { view, seq, patient, notes, reference } = found.stay;
    if (found.untilMs < performance.now()) return null;
    if (date !== null && view.latest !== null && date < view.latest.date) return null;
    return { command: null, stay: { view, seq, patient, notes }, days: [], reference };
  }

  /** Forgets everything: words were erased. */
  clear(): void {
    this.stays.clear();
  }
}
