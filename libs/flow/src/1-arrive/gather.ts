/** More than so many are not asked for at once: the first of them would wait for the last. */
const TOGETHER_MAX = 32;

interface Waiting<A, R> {
  readonly asked: A;
  readonly resolve: (answer: R) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Questions that come while one is on its way to the database wait for it and then go together, in one
 * trip. Whoever comes to a quiet house goes at once and alone.
 */
export class Gather<A, R> {
  private waiting: Waiting<A, R>[] = [];
  private running = false;

  /** `answers` gives an answer for each, in their order. */
  constructor(private readonly answers: (all: readonly A[]) => Promise<readonly R[]>) {}

  ask(asked: A): Promise<R> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ asked, resolve, reject });
      if (!this.running) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) await this.answer(this.waiting.splice(0, TOGETHER_MAX));
    this.running = false;
  }

  private async answer(some: readonly Waiting<A, R>[]): Promise<void> {
    try {
      const answers = await this.answers(some.map(({ asked }) => asked));
      some.forEach(({ resolve }, index) => resolve(answers[index] as R));
    } catch (error) {
      // One that the database cannot answer is no reason to refuse those beside it.
      if (some.length > 1) for (const one of some) await this.answer([one]);
      else for (const { reject } of some) reject(error);
    }
  }
}
