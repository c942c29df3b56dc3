import { createContext, useContext, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { PageSeed } from '#contracts';

/** What the page brought along. Each answer is given to the first who asks, and to nobody after. */
interface Seed {
  readonly board: PageSeed['board'];
  readonly answers: Map<string, unknown>;
}

const NOTHING: Seed = { board: null, answers: new Map() };
const SeedContext = createContext<Seed>(NOTHING);

export function SeedProvider(props: {
  readonly seed: PageSeed | null;
  readonly children: ReactNode;
}) {
  const [seed] = useState<Seed>(() =>
    props.seed === null
      ? NOTHING
      : { board: props.seed.board, answers: new Map(Object.entries(props.seed.answers)) },
  );
  return <SeedContext value={seed}>{props.children}</SeedContext>;
}

/** What the page brought for a path of the service, or undefined. Whoever is shown with it has used it up. */
export function useSeeded(path: string | null): unknown {
  const { answers } = useContext(SeedContext);
  useEffect(() => {
    if (path !== null) answers.delete(path);
  }, [answers, path]);
  return path === null ? undefined : answers.get(path);
}

/** The board that the page brought: whoever follows it goes on from there, once. */
export function useSeededBoard(): PageSeed['board'] {
  return useContext(SeedContext).board;
}
