import { epochMs } from '#domain';

/** A ward's feed is noted to have spoken at most so often: its age is shown in minutes. */
const NOTED_EVERY_MS = 10_000;
/** Beyond so many wards and feeds the ear begins anew. */
const NOTED_MAX = 20_000;

/** What a process noted of each feed and ward, so that few messages have to be noted. */
export class FeedEar {
  private readonly noted = new Map<string, number>();

  /** Those of the wards whose feed was not noted lately. */
  due(feed: string, wards: readonly string[], now: string): string[] {
    const at = epochMs(now);
    return wards.filter((ward) => {
      const last = this.noted.get(`${feed}|${ward}`);
      return last === undefined || Math.abs(at - last) >= NOTED_EVERY_MS;
    });
  }

  wasNoted(feed: string, wards: readonly string[], now: string): void {
    if (this.noted.size > NOTED_MAX) this.noted.clear();
    for (const ward of wards) this.noted.set(`${feed}|${ward}`, epochMs(now));
  }
}
