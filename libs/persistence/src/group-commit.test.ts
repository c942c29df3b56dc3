import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GroupCommit } from './group-commit.js';
import type { Commits } from './group-commit.js';

interface Mark {
  readonly organisation: string;
  readonly wards: readonly string[];
  readonly streams: readonly string[];
  readonly stream: string;
}

const mark = (ward: string, stream: string): Mark => ({
  organisation: 'RWE',
  wards: [ward],
  streams: [stream],
  stream,
});

function held(): { readonly promise: Promise<void>; readonly release: () => void } {
  let release: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => (release = resolve));
  return { promise, release };
}

/** A database that notes what it is asked for, and waits at the gate the first time. */
function database(gate: Promise<void>, refusesGroups = false) {
  const asked: string[][] = [];
  const commits: Commits<Mark, string> = {
    together: async (marks) => {
      asked.push(marks.map(({ stream }) => stream));
      await gate;
      if (refusesGroups && marks.length > 1) return null;
      return marks.map(({ stream }) => `written ${stream}`);
    },
    alone: ({ stream }) => {
      asked.push([`alone ${stream}`]);
      return stream === 'bad'
        ? Promise.reject(new Error('refused'))
        : Promise.resolve(`alone ${stream}`);
    },
  };
  return { asked, groups: new GroupCommit(commits) };
}

describe('writes that go together', () => {
  it('lets a lone mark go at once, and gathers those that come while it is on its way', async () => {
    const gate = held();
    const { asked, groups } = database(gate.promise);
    const marks = ['a', 'b', 'c'].map((stream) => groups.write(mark('W1', stream)));
    expect(asked).toEqual([['a']]);
    gate.release();
    await expect(Promise.all(marks)).resolves.toEqual(['written a', 'written b', 'written c']);
    expect(asked).toEqual([['a'], ['b', 'c']]);
  });

  it('never puts two marks of one patient in a group', async () => {
    const gate = held();
    const { asked, groups } = database(gate.promise);
    const marks = ['first', 'a', 'a', 'b'].map((stream) => groups.write(mark('W1', stream)));
    gate.release();
    await Promise.all(marks);
    expect(asked).toEqual([['first'], ['a', 'b'], ['a']]);
  });

  it('tries each alone when one stands in the way, and only that one fails', async () => {
    const { asked, groups } = database(Promise.resolve(), true);
    const marks = ['first', 'good', 'bad', 'other'].map((stream) =>
      groups.write(mark('W1', stream)),
    );
    const results = await Promise.allSettled(marks);
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(asked.slice(2)).toEqual([['alone good'], ['alone bad'], ['alone other']]);
  });

  it('goes on with other wards while one ward is tried alone', async () => {
    const stuck = held();
    const groups = new GroupCommit<Mark, string>({
      together: (marks) =>
        Promise.resolve(
          marks.some(({ wards }) => wards.includes('LOCKED')) ? null : marks.map(() => 'written'),
        ),
      alone: () => stuck.promise.then(() => 'alone'),
    });
    const locked = groups.write(mark('LOCKED', 'a'));
    await expect(groups.write(mark('W1', 'b'))).resolves.toBe('written');
    stuck.release();
    await expect(locked).resolves.toBe('alone');
  });

  it('tells everybody of a group that the database is gone, and serves the next', async () => {
    let down = true;
    const groups = new GroupCommit<Mark, string>({
      together: (marks) =>
        down ? Promise.reject(new Error('gone')) : Promise.resolve(marks.map(() => 'written')),
      alone: () => Promise.reject(new Error('never asked')),
    });
    await expect(groups.write(mark('W1', 'a'))).rejects.toThrow('gone');
    down = false;
    await expect(groups.write(mark('W1', 'b'))).resolves.toBe('written');
  });

  it('answers every mark once with its own result, whatever comes when', async () => {
    const marks = fc.array(fc.tuple(fc.nat(3), fc.nat(9), fc.boolean()), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(marks, fc.infiniteStream(fc.boolean()), async (given, fails) => {
        const groups = new GroupCommit<Mark & { readonly id: number }, number>({
          together: async (some) => {
            await Promise.resolve();
            return fails.next().value === true ? null : some.map(({ id }) => id);
          },
          alone: ({ id }) => Promise.resolve(id),
        });
        const results = await Promise.all(
          given.map(async ([ward, stream, later], id) => {
            if (later) await Promise.resolve();
            return groups.write({ ...mark(`W${ward}`, `${ward}-${stream}`), id });
          }),
        );
        expect(results).toEqual(given.map((_, id) => id));
      }),
    );
  });
});
