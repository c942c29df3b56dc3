import { inBedOrder, judgementOf, longestFirst } from '#domain';
import type { EscalationItem, InstantText, WardCounts } from '#domain';
import type {
  Board,
  Change,
  Escalations,
  ListChange,
  SystemPicture,
  Versions,
  WallBoard,
  WallChange,
  WardChange,
  WatchAnswer,
} from '#contracts';

/** What one screen shows, and how far it has followed: a ward's version, or a vector of them. */
export type Picture =
  | {
      readonly screen: 'ward';
      readonly epoch: string;
      readonly version: number;
      readonly body: Board;
    }
  | {
      readonly screen: 'wall';
      readonly epoch: string;
      readonly version: number;
      readonly body: WallBoard;
    }
  | {
      readonly screen: 'escalations';
      readonly epoch: string;
      readonly version: Versions;
      readonly body: Escalations;
    }
  | {
      readonly screen: 'system';
      readonly epoch: string;
      readonly version: Versions;
      readonly body: SystemPicture;
    };

/** `seen`: it brings nothing new. `gap`: something between is missing, so it must not be applied. */
export type Applied =
  { readonly outcome: 'applied'; readonly picture: Picture } | { readonly outcome: 'seen' | 'gap' };

type SnapshotAnswer = Extract<WatchAnswer, { snapshot: unknown }>;

/** The picture that a snapshot draws. The answer carries no screen of its own: it is that of the question. */
export function pictureOf(screen: Picture['screen'], answer: SnapshotAnswer): Picture {
  const { epoch, snapshot } = answer;
  switch (screen) {
    case 'ward': {
      const body = snapshot as Board;
      return { screen, epoch, version: body.version, body };
    }
    case 'wall': {
      const body = snapshot as WallBoard;
      return { screen, epoch, version: body.version, body };
    }
    case 'escalations': {
      const body = snapshot as Escalations;
      return { screen, epoch, version: body.versions, body };
    }
    case 'system': {
      const body = snapshot as SystemPicture;
      return { screen, epoch, version: body.versions, body };
    }
  }
}

type OfOneWard = Extract<Picture, { screen: 'ward' | 'wall' }>;

function isOfOneWard(picture: Picture): picture is OfOneWard {
  return picture.screen === 'ward' || picture.screen === 'wall';
}

/** Whether `next` knows less of any ward than `now` does. Versions compare only within one epoch. */
export function wouldGoBack(now: Picture, next: Picture): boolean {
  if (now.epoch !== next.epoch) return false;
  if (isOfOneWard(now)) return isOfOneWard(next) && next.version < now.version;
  if (isOfOneWard(next)) return false;
  return Object.entries(now.version).some(
    ([ward, version]) => ward in next.version && (next.version[ward] ?? 0) < version,
  );
}

/** Whether a picture has come at least to a version. */
export function reaches(picture: Picture, version: number | Versions): boolean {
  const ours = picture.version;
  if (typeof ours === 'number') return typeof version === 'number' && ours >= version;
  if (typeof version === 'number') return false;
  return Object.entries(version).every(([ward, to]) => (ours[ward] ?? 0) >= to);
}

/** Applies a change that follows on, ignores one already seen, refuses one with a hole before it. */
export function applyChange(picture: Picture, change: Change): Applied {
  if (picture.screen === 'ward')
    return change.screen === 'ward' ? applyToWard(picture, change) : { outcome: 'seen' };
  if (picture.screen === 'wall')
    return change.screen === 'wall' ? applyToWall(picture, change) : { outcome: 'seen' };
  if (picture.screen === 'escalations')
    return change.screen === 'escalations'
      ? applyToEscalations(picture, change)
      : { outcome: 'seen' };
  return change.screen === 'system' ? applyToSystem(picture, change) : { outcome: 'seen' };
}

function applyToWard(picture: Extract<Picture, { screen: 'ward' }>, change: WardChange): Applied {
  const outcome = followsOn(picture, change);
  if (outcome !== 'applied') return { outcome };
  const { body } = picture;
  const rows = replacedRows(body, change);
  const marks = change.rows.map((row) => judgementOf(row.day)?.at ?? null);
  const lastMarkAt = latest([body.dataAge.lastMarkAt, ...marks]);
  return {
    outcome: 'applied',
    picture: {
      ...picture,
      version: change.version,
      body: { ...body, version: change.version, rows, dataAge: { ...body.dataAge, lastMarkAt } },
    },
  };
}

function applyToWall(picture: Extract<Picture, { screen: 'wall' }>, change: WallChange): Applied {
  const outcome = followsOn(picture, change);
  if (outcome !== 'applied') return { outcome };
  const { version } = change;
  const body = { ...picture.body, version, rows: replacedRows(picture.body, change) };
  return { outcome, picture: { ...picture, version, body } };
}

function followsOn(
  picture: OfOneWard,
  change: Pick<WardChange, 'ward' | 'version'>,
): Applied['outcome'] {
  if (change.ward !== picture.body.ward || change.version <= picture.version) return 'seen';
  return change.version === picture.version + 1 ? 'applied' : 'gap';
}

/** The rows after a change, in bed order. */
function replacedRows<R extends { readonly stay: string; readonly bed: string | null }>(
  body: { readonly rows: readonly R[]; readonly beds: readonly string[] },
  change: { readonly rows: readonly R[]; readonly left: readonly string[] },
): R[] {
  const left = new Set(change.left);
  const arriving = change.rows.filter((row) => !left.has(row.stay));
  const replaced = new Set(arriving.map((row) => row.stay));
  const staying = body.rows.filter((row) => !left.has(row.stay) && !replaced.has(row.stay));
  return inBedOrder([...staying, ...arriving], body.beds);
}

function latest(instants: readonly (InstantText | null)[]): InstantText | null {
  return instants.reduce(
    (newest, one) =>
      one !== null && (newest === null || Date.parse(one) > Date.parse(newest)) ? one : newest,
    null,
  );
}

function applyToEscalations(
  picture: Extract<Picture, { screen: 'escalations' }>,
  change: ListChange<'escalations', EscalationItem>,
): Applied {
  const step = stepOf(picture.version, change);
  if (step.outcome !== 'applied') return { outcome: step.outcome };
  const items = longestFirst(merged(picture.body.items, change, step.wards, (item) => item.id));
  const { version } = step;
  return {
    outcome: 'applied',
    picture: { ...picture, version, body: { ...picture.body, versions: version, items } },
  };
}

function applyToSystem(
  picture: Extract<Picture, { screen: 'system' }>,
  change: ListChange<'system', WardCounts>,
): Applied {
  const step = stepOf(picture.version, change);
  if (step.outcome !== 'applied') return { outcome: step.outcome };
  const items = merged(picture.body.items, change, step.wards, (item) => item.ward);
  const { version } = step;
  return {
    outcome: 'applied',
    picture: { ...picture, version, body: { ...picture.body, versions: version, items } },
  };
}

type VectorStep =
  | { readonly outcome: 'applied'; readonly version: Versions; readonly wards: ReadonlySet<string> }
  | { readonly outcome: 'seen' | 'gap' };

/**
 * Compares a change's vector with ours, ward by ward. A ward that we know better than the change
 * does is left alone, so that a change overtaken by a snapshot never takes one ward backwards.
 */
function stepOf(
  ours: Versions,
  change: { readonly from: Versions; readonly to: Versions },
): VectorStep {
  const forward = Object.entries(change.to).filter(([ward, to]) => to > (ours[ward] ?? 0));
  if (forward.length === 0) return { outcome: 'seen' };
  const hole = forward.some(([ward]) => (change.from[ward] ?? 0) > (ours[ward] ?? 0));
  if (hole) return { outcome: 'gap' };
  return {
    outcome: 'applied',
    version: { ...ours, ...Object.fromEntries(forward) },
    wards: new Set(forward.map(([ward]) => ward)),
  };
}

/** Items of the wards that moved on replace ours in their place; new ones come last; those that left go. */
function merged<Item extends { readonly ward: string }>(
  ours: readonly Item[],
  change: {
    readonly to: Versions;
    readonly items: readonly Item[];
    readonly left: readonly string[];
  },
  wards: ReadonlySet<string>,
  idOf: (item: Item) => string,
): Item[] {
  const fresh = (item: Item) => wards.has(item.ward) || !(item.ward in change.to);
  const arriving = new Map(change.items.filter(fresh).map((item) => [idOf(item), item] as const));
  const left = new Set(change.left);
  const kept: Item[] = [];
  for (const item of ours) {
    const id = idOf(item);
    const next = arriving.get(id);
    arriving.delete(id);
    if (next !== undefined) kept.push(next);
    else if (!left.has(id) || !fresh(item)) kept.push(item);
  }
  return [...kept, ...arriving.values()];
}
