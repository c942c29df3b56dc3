/** Rows at most in one write, unless one ward has more: a write is a statement, and statements are bounded. */
const ROWS_MAX = 500;
/** Wards between which patients moved are written at once up to so many rows; beyond that ward by ward. */
const TOGETHER_MAX = 4_000;

/**
 * Parts of a file that are each decided and written at once. A ward is wholly in one part, so that a
 * file raises its version once, and wards between which somebody moved are in the same part.
 */
export function partsOf(
  wards: readonly string[],
  moved: readonly (readonly [string, string])[],
  sizeOf: (ward: string) => number,
): string[][] {
  const groups = joined(wards, moved).flatMap((group) =>
    total(group, sizeOf) > TOGETHER_MAX ? group.map((ward) => [ward]) : [group],
  );
  const parts: { wards: string[]; rows: number }[] = [];
  for (const group of groups) {
    const rows = total(group, sizeOf);
    const last = parts.at(-1);
    if (last !== undefined && last.rows + rows <= ROWS_MAX) {
      last.wards.push(...group);
      last.rows += rows;
    } else parts.push({ wards: [...group], rows });
  }
  return parts.map((part) => part.wards);
}

function total(wards: readonly string[], sizeOf: (ward: string) => number): number {
  return wards.reduce((sum, ward) => sum + sizeOf(ward), 0);
}

/** The wards in groups, each with all that patients moved to or from. */
function joined(
  wards: readonly string[],
  moved: readonly (readonly [string, string])[],
): string[][] {
  const parent = new Map<string, string>();
  const root = (ward: string): string => {
    let top = ward;
    for (let above = parent.get(top); above !== undefined; above = parent.get(top)) top = above;
    for (let at = ward; at !== top;) {
      const above = parent.get(at) ?? top;
      parent.set(at, top);
      at = above;
    }
    return top;
  };
  for (const [from, to] of moved) {
    const [a, b] = [root(from), root(to)];
    if (a !== b) parent.set(a, b);
  }
  const groups = new Map<string, string[]>();
  for (const ward of wards) {
    const group = groups.get(root(ward));
    if (group === undefined) groups.set(root(ward), [ward]);
    else group.push(ward);
  }
  return [...groups.values()];
}
