import type { House } from '#flow';
import type { Config, Logger } from '#platform';
import type { Job, Queue as QueueType, Worker as WorkerType } from 'bullmq';
import pg from 'pg';
import { TIMED_JOBS } from './timed-jobs.js';
import type { JobName } from './timed-jobs.js';

const QUEUE = 'boardround';
const SCHEMA = 'jobs';
/**
 * The queue on PostgreSQL waits no longer than the house does: for a connection, a statement or a lock. Queue and
 * worker have a pool each, and the worker one connection more on which it listens.
 */
const POOL_LIMITS = {
  max: 3,
  connectionTimeoutMillis: 5_000,
  statement_timeout: 30_000,
  query_timeout: 31_000,
  lock_timeout: 20_000,
  idle_in_transaction_session_timeout: 30_000,
} as const;
/** How long a client of Redis waits for it to take a connection, before it tries again. */
const REDIS_CONNECT_MS_MAX = 5_000;
/** Errors of a queue whose store is away come many a second; one line in this time is enough. */
const COMPLAINT_EVERY_MS = 10_000;

export interface RunningJobs {
  /** Whether the worker takes jobs. */
  runs(): boolean;
  close(): Promise<void>;
}

interface Deps {
  readonly house: House;
  readonly log: Logger;
  readonly ownerUrl: string;
}

/** Starts the queue and its worker: on Redis when there is one, else in their own schema of the database. */
export async function startJobs(
  config: Config,
  { house, log, ownerUrl }: Deps,
): Promise<RunningJobs> {
  const { Queue, Worker, connection } = await store(config, ownerUrl);
  const queue = new Queue(QUEUE, {
    connection,
    defaultJobOptions: { removeOnComplete: { count: 100 }, removeOnFail: { count: 100 } },
  });
  const complain = complaints(log);
  queue.on('error', complain);
  await queue.waitUntilReady();
  for (const [name, job] of Object.entries(TIMED_JOBS))
    await queue.upsertJobScheduler(name, { every: job.everyMs }, { name });
  let closing = false;
  const worker = new Worker(QUEUE, (job) => handle(job, { house, log, stopping: () => closing }), {
    connection,
    concurrency: 1,
    lockDuration: 120_000,
  });
  worker.on('error', complain);
  worker.on('failed', (job, error) => log.error({ err: error, job: job?.name }, 'a job failed'));
  await worker.waitUntilReady();
  return {
    runs: () => worker.isRunning(),
    close: async () => {
      closing = true;
      await worker.close();
      await queue.close();
    },
  };
}

interface Store {
  readonly Queue: typeof QueueType;
  readonly Worker: typeof WorkerType;
  readonly connection: object;
}

async function store(config: Config, ownerUrl: string): Promise<Store> {
  const bull = await import('bullmq');
  if (config.redisUrl !== null)
    return {
      Queue: bull.Queue,
      Worker: bull.Worker,
      connection: {
        url: config.redisUrl,
        // A worker waits for work on its connection for as long as there is none.
        maxRetriesPerRequest: null,
        connectTimeout: REDIS_CONNECT_MS_MAX,
      },
    };
  await createSchema(ownerUrl);
  const { Queue, Worker } = bull.withBackend(bull.createPostgresBackend);
  return {
    Queue: Queue as unknown as typeof QueueType,
    Worker: Worker as unknown as typeof WorkerType,
    connection: { connectionString: ownerUrl, schema: SCHEMA, migrate: true, ...POOL_LIMITS },
  };
}

async function createSchema(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, ...POOL_LIMITS });
  await client.connect();
  try {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`);
  } finally {
    await client.end();
  }
}

interface Handling {
  readonly house: House;
  readonly log: Logger;
  /** Whether the process wants to end: long work stops at the next safe point. */
  readonly stopping: () => boolean;
}

async function handle(
  job: Job,
  { house, log, stopping }: Handling,
): Promise<Readonly<Record<string, number>>> {
  const timed = TIMED_JOBS[job.name as JobName] as (typeof TIMED_JOBS)[JobName] | undefined;
  if (timed === undefined) throw new Error(`no handler for job ${job.name}`);
  const startedAt = performance.now();
  const done = await timed.run(house, stopping);
  if (Object.values(done).some((count) => count > 0))
    log.info({ job: job.name, ...done, ms: Math.round(performance.now() - startedAt) }, 'job done');
  return done;
}

function complaints(log: Logger): (error: Error) => void {
  let last = -Infinity;
  return (error) => {
    if (performance.now() - last < COMPLAINT_EVERY_MS) return;
    last = performance.now();
    log.warn({ err: error }, 'the queue cannot reach its store');
  };
}
