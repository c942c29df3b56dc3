import type { Logger } from '#platform';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { INestApplicationContext } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import type { Server, ServerOptions } from 'socket.io';
import { shareFrames, textParser } from './frames.js';

const MESSAGE_BYTES_MAX = 32_768;
const CONNECT_MS_MAX = 5_000;

/**
 * socket.io as this service uses it: WebSocket only, so that no proxy needs sticky sessions; no
 * compression, which would cost memory for every screen; a page of another origin is refused.
 */
export class LiveIoAdapter extends IoAdapter {
  private closeBroker: (() => void) | null = null;

  constructor(
    app: INestApplicationContext,
    private readonly redisUrl: string | null,
    private readonly log: Logger,
  ) {
    super(app);
  }

  /** Instances speak to one another through Redis when there is one; correctness never rests on it. */
  async connectBroker(): Promise<void> {
    if (this.redisUrl === null) return;
    const [{ Redis }, { createAdapter }] = await Promise.all([
      import('ioredis'),
      import('@socket.io/redis-streams-adapter'),
    ]);
    const client = new Redis(this.redisUrl, { maxRetriesPerRequest: null });
    client.on('error', (error) => this.log.warn({ err: error }, 'Redis does not answer the feed'));
    this.adapterFactory = createAdapter(client, { maxLen: 1_000 });
    this.closeBroker = () => client.disconnect();
  }

  private adapterFactory: ReturnType<
    typeof import('@socket.io/redis-streams-adapter').createAdapter
  > | null = null;

  override createIOServer(port: number, options?: ServerOptions): Server {
    const server = super.createIOServer(port, {
      ...options,
      transports: ['websocket'],
      parser: textParser,
      serveClient: false,
      perMessageDeflate: false,
      httpCompression: false,
      maxHttpBufferSize: MESSAGE_BYTES_MAX,
      connectTimeout: CONNECT_MS_MAX,
      allowRequest: (
        request: IncomingMessage,
        answer: (error: string | null, ok: boolean) => void,
      ) => answer(null, sameOrigin(request)),
    } as unknown as ServerOptions);
    if (this.adapterFactory !== null) server.adapter(this.adapterFactory);
    shareFrames(server.engine);
    return server;
  }

  override async dispose(): Promise<void> {
    await super.dispose();
    this.closeBroker?.();
  }
}

/** Programs send no origin; a browser's must be our own. */
function sameOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}
