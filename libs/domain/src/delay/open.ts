import type { NewFact, Sealed } from '../fact/fact.js';
import type { OwnerEntry, ReasonEntry, ReferenceBook } from '../reference/reference.js';
import { attributionsAllowed, ownerIn, reasonIn } from '../reference/reference.js';
import { accept, refuse } from '../result.js';
import type { Result } from '../result.js';
import type { StayState } from '../stay/state.js';
import { compareInstants, londonDate } from '../time/london.js';
import type { InstantText } from '../time/london.js';
import { isOpen } from './delay.js';
import type { DelayAttribution } from './delay.js';

/** What a person says of a new delay; what is left out is proposed. */
export interface OpenDelay {
  readonly delay: string;
  readonly list: string;
  readonly reason: string;
  readonly attribution?: DelayAttribution;
  readonly owner?: string;
  readonly otherOwner?: string;
  readonly since: InstantText;
  readonly primary: boolean;
  /** Words that let another council than the one of residence own it. */
  readonly because?: Sealed;
}

interface Context {
  readonly now: InstantText;
  readonly book: ReferenceBook;
}

/**
 * Opens a delay. The first open delay of a stay is its primary one whatever the person says.
 * In list `dtoc` the attribution matrix binds a person's choice (codes C and I are only ever NHS,
 * D(i), G and H never joint); other lists only propose. A council can own a delay only for its own
 * residents (rule of ordinary residence).
 */
export function openDelay(
  stay: StayState,
  asked: OpenDelay,
  { now, book }: Context,
): Result<NewFact<'delay-opened'>> {
  if (stay.leftAt !== null) return refuse('stay-ended');
  if (compareInstants(asked.since, now) > 0) return refuse('since-in-future');
  const date = londonDate(asked.since);
  const reason = reasonIn(book, asked.list, asked.reason, date);
  if (reason === null) return refuse('reason-not-in-list', { list: asked.list });
  const allowed = attributionsAllowed(book, asked.list, asked.reason, date);
  if (
    asked.attribution !== undefined &&
    asked.list === 'dtoc' &&
    !allowed.includes(asked.attribution)
  )
    return refuse('attribution-not-allowed', { reason: asked.reason, allowed });
  const attribution = asked.attribution ?? proposedAttribution(reason, allowed);
  const owner = ownerOf(stay, asked, attribution, reason, book);
  if (!owner.ok) return owner;
  const primary = asked.primary || !stay.delays.some(isOpen);
  return accept({
    type: 'delay-opened',
    body: {
      delay: asked.delay,
      list: asked.list,
      reason: asked.reason,
      attribution,
      owner: owner.value,
      otherOwner: asked.otherOwner ?? null,
      since: asked.since,
      primary,
      state: 'proposed',
      ...(asked.because === undefined ? {} : { because: asked.because }),
    },
  });
}

function proposedAttribution(
  reason: ReasonEntry,
  allowed: readonly DelayAttribution[],
): DelayAttribution {
  return reason.attribution ?? allowed[0] ?? 'nhs';
}

function ownerOf(
  stay: StayState,
  asked: OpenDelay,
  attribution: DelayAttribution,
  reason: ReasonEntry,
  book: ReferenceBook,
): Result<string | null> {
  for (const code of [asked.owner, asked.otherOwner]) {
    if (code === undefined) continue;
    const owner = ownerIn(book, code);
    if (owner === null) return refuse('owner-unknown', { owner: code });
    if (asked.because === undefined && !ownedByRightCouncil(owner, stay))
      return refuse('owner-not-responsible', { owner: code });
  }
  if (asked.owner !== undefined) return accept(asked.owner);
  if (attribution === 'la' && stay.responsibleAuthority !== null)
    return accept(stay.responsibleAuthority);
  return accept(reason.owner ?? null);
}

function ownedByRightCouncil(owner: OwnerEntry, stay: StayState): boolean {
  return (
    owner.kind !== 'council' ||
    stay.responsibleAuthority === null ||
    owner.code === stay.responsibleAuthority
  );
}

/** Ends an open delay. A delay cannot end before it began or in the future. */
export function endDelay(
  stay: StayState,
  asked: { readonly delay: string; readonly at: InstantText },
  now: InstantText,
): Result<NewFact<'delay-ended'>> {
  const delay = stay.delays.find((one) => one.delay === asked.delay);
  if (delay === undefined) return refuse('not-found');
  if (!isOpen(delay)) return refuse('delay-changed', { current: { state: 'ended' } });
  if (compareInstants(asked.at, now) > 0) return refuse('at-in-future');
  if (compareInstants(asked.at, delay.since) < 0) return refuse('at-too-old');
  return accept({ type: 'delay-ended', body: asked });
}
