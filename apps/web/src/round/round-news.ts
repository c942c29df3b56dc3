import type { Row } from '#domain';
import type { Stop } from './walk-order.js';

/** Something that happened to a patient of the round while it was walked. */
export type RoundNews =
  | { readonly what: 'moved'; readonly stay: string; readonly from: string; readonly to: string }
  | { readonly what: 'left'; readonly stay: string; readonly from: string }
  | { readonly what: 'arrived'; readonly stay: string; readonly to: string };

/** What differs from the round as it was met, in its order. */
export function newsOf(stops: readonly Stop[]): RoundNews[] {
  return stops.flatMap((stop): RoundNews[] => {
    const { stay } = stop;
    const bed = stop.bed ?? 'not known';
    if (stop.standing.is === 'left') return [{ what: 'left', stay, from: bed }];
    if (stop.arrived) return [{ what: 'arrived', stay, to: stop.movedTo ?? bed }];
    if (stop.movedTo !== null) return [{ what: 'moved', stay, from: bed, to: stop.movedTo }];
    return [];
  });
}

/** One sentence for one event; the order of the round is never changed by it. */
export function newsWords(news: RoundNews, row: Pick<Row, 'patient' | 'day'> | undefined): string {
  const who = row?.patient.displayName || 'A patient';
  switch (news.what) {
    case 'moved':
      return `${who} has moved from bed ${news.from} to bed ${news.to}${
        row?.day.reviewed === true ? ', and the mark went with the patient' : ''
      }. The order stays as it is until you finish.`;
    case 'left':
      return `${who}, bed ${news.from}, has left this ward.`;
    case 'arrived':
      return `${who} has come to bed ${news.to}, and is walked last.`;
  }
}

/** The same event is told once: this names it. */
export function newsKey(news: RoundNews): string {
  return `${news.what} ${news.stay} ${'to' in news ? news.to : ''}`;
}
