import type { Change, ErrorCode, PageSeed, Screen, Watch, WatchAnswer } from '#contracts';
import type { LocalDate } from '#domain';
import { applyChange, pictureOf, reaches, wouldGoBack } from './picture.js';
import type { Picture } from './picture.js';

/** What a screen asked to follow. `ward` is set for a board and a wall only. */
export interface Topic {
  readonly screen: Screen;
  readonly ward?: string;
}

/**
 * One followed screen. `apart`: no line to the service; `asking`: a watch is out, changes are held
 * until its answer; `following`: changes are applied as they come; `refused`: not ours to see.
 */
export interface Feed {
  readonly topic: Topic;
  readonly phase: 'apart' | 'asking' | 'following' | 'refused';
  /** Number of the last question; answers to earlier ones are no longer listened to. */
  readonly ask: number;
  readonly picture: Picture | null;
  readonly held: readonly Change[];
  readonly refusal: ErrorCode | null;
}

export type FeedEvent =
  | { readonly type: 'connected' }
  | { readonly type: 'disconnected' }
  | { readonly type: 'answered'; readonly ask: number; readonly answer: WatchAnswer }
  | { readonly type: 'unanswered'; readonly ask: number }
  | { readonly type: 'changed'; readonly change: Change }
  | { readonly type: 'resync' }
  /** The service's clock shows this date: a board of another date is yesterday's. */
  | { readonly type: 'dated'; readonly date: LocalDate };

/** The feed after an event, and the question it must now put to the service, if any. */
export interface Step {
  readonly feed: Feed;
  readonly watch: Watch | null;
}

export function newFeed(topic: Topic): Feed {
  return { topic, phase: 'apart', ask: 0, picture: null, held: [], refusal: null };
}

/** The board that a page brought along, as a feed that only needs what came since. */
export function feedOfSeed(board: NonNullable<PageSeed['board']>): Feed {
  const { epoch, snapshot } = board;
  const topic = { screen: 'ward', ward: snapshot.ward } as const;
  const answer = { ok: true, epoch, version: snapshot.version, snapshot } as const;
  return { ...newFeed(topic), picture: pictureOf('ward', answer) };
}

/** The whole of following: a pure step from event to event, so that every order of arrival can be tested. */
export function step(feed: Feed, event: FeedEvent): Step {
  switch (event.type) {
    case 'connected':
      return asking(feed, 'onward');
    case 'disconnected':
      return rest({ ...feed, phase: 'apart', held: [] });
    case 'answered':
      return isCurrent(feed, event.ask) ? answered(feed, event.answer) : rest(feed);
    case 'unanswered':
      return isCurrent(feed, event.ask) ? asking(feed, 'onward') : rest(feed);
    case 'changed':
      return changed(feed, event.change);
    case 'resync':
      return feed.phase === 'apart' ? rest(feed) : asking(feed, 'afresh');
    case 'dated':
      return feed.phase === 'following' && feed.picture?.body.date !== event.date
        ? asking(feed, 'afresh')
        : rest(feed);
  }
}

export function sameTopic(a: Topic, b: Topic): boolean {
  return a.screen === b.screen && a.ward === b.ward;
}

/** Whether a message of the service belongs to this feed. */
export function concerns(
  topic: Topic,
  what: { readonly screen: Screen; readonly ward?: string },
): boolean {
  return topic.screen === what.screen && (topic.ward === undefined || topic.ward === what.ward);
}

function rest(feed: Feed): Step {
  return { feed, watch: null };
}

function isCurrent(feed: Feed, ask: number): boolean {
  return feed.phase === 'asking' && feed.ask === ask;
}

/** Asks onward from the version we have, or afresh for a whole snapshot. */
function asking(feed: Feed, how: 'onward' | 'afresh'): Step {
  const { topic, picture } = feed;
  const cursor =
    how === 'onward' && picture !== null ? { since: picture.version, epoch: picture.epoch } : {};
  return {
    feed: { ...feed, phase: 'asking', ask: feed.ask + 1 },
    watch: { ...topic, ...cursor },
  };
}

function answered(feed: Feed, answer: WatchAnswer): Step {
  if (!answer.ok)
    return rest({ ...feed, phase: 'refused', picture: null, held: [], refusal: answer.code });
  if ('snapshot' in answer) {
    const next = pictureOf(feed.topic.screen, answer);
    // An answer of an instance that lags behind must not take the screen backwards.
    const picture = feed.picture !== null && wouldGoBack(feed.picture, next) ? feed.picture : next;
    return replayed({ ...feed, picture, refusal: null }, feed.held, 'onward');
  }
  if (feed.picture?.epoch !== answer.epoch) return asking(feed, 'afresh');
  const next = replayed({ ...feed, refusal: null }, [...answer.changes, ...feed.held], 'afresh');
  const { picture } = next.feed;
  // The changes must bring us to the version the answer names, or something is missing at their end.
  return next.watch === null && picture !== null && !reaches(picture, answer.version)
    ? asking(next.feed, 'afresh')
    : next;
}

function changed(feed: Feed, change: Change): Step {
  if (!concerns(feed.topic, change)) return rest(feed);
  if (feed.phase === 'asking') return rest({ ...feed, held: [...feed.held, change] });
  if (feed.phase !== 'following') return rest(feed);
  return replayed(feed, [change], 'onward');
}

/** Applies changes in order; at a hole it stops and asks, onward or afresh as the caller knows best. */
function replayed(feed: Feed, changes: readonly Change[], atHole: 'onward' | 'afresh'): Step {
  let picture = feed.picture;
  for (const change of inOrder(changes)) {
    if (picture === null) break;
    const applied = applyChange(picture, change);
    if (applied.outcome === 'gap') return asking({ ...feed, picture, held: [] }, atHole);
    if (applied.outcome === 'applied') picture = applied.picture;
  }
  return rest({ ...feed, phase: 'following', picture, held: [] });
}

/** A ward's changes by version; those of a list keep the order in which they came. */
function inOrder(changes: readonly Change[]): readonly Change[] {
  return [...changes].sort((a, b) =>
    'version' in a && 'version' in b ? a.version - b.version : 0,
  );
}
