import { ERRORS } from '#contracts';
import type { ErrorCode } from '#contracts';

/** What came of asking the service: what it gave, why it would not, or that it cannot just now. */
export type Said<T> =
  | { readonly kind: 'given'; readonly body: T }
  | { readonly kind: 'refused'; readonly code: ErrorCode }
  | { readonly kind: 'busy'; readonly waitMs: number };

/** The running service, asked as the people of the demonstration do: signed in, over HTTP. */
export interface Service {
  as(person: string): Asking;
}

interface Asking {
  get<T>(path: string): Promise<Said<T>>;
  post<T>(path: string, body: object): Promise<Said<T>>;
  put<T>(path: string, body: object): Promise<Said<T>>;
}

interface ServiceOptions {
  readonly url: string;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
}

const ANSWER_WITHIN_MS = 10_000;
const WAIT_MS = 5_000;
const WAIT_MS_MAX = 60_000;

/** A service at an address. It holds one session a person and signs in again when one is over. */
export function serviceAt({ url, signal }: ServiceOptions): Service {
  const cookies = new Map<string, string>();

  async function send(method: string, path: string, cookie: string, body?: object) {
    return fetch(`${url}/api${path}`, {
      method,
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      headers: {
        ...(cookie === '' ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async function signIn(person: string): Promise<Response> {
    const answer = await send('POST', '/session', '', { person });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    if (answer.ok && cookie !== '') cookies.set(person, cookie);
    return answer;
  }

  async function ask<T>(person: string, method: string, path: string, body?: object) {
    try {
      if (!cookies.has(person)) {
        const signedIn = await signIn(person);
        if (!signedIn.ok) return await saidOf<T>(signedIn);
        await signedIn.arrayBuffer();
      }
      const answer = await send(method, path, cookies.get(person) ?? '', body);
      if (answer.status === 401) cookies.delete(person);
      return await saidOf<T>(answer);
    } catch {
      return { kind: 'busy', waitMs: WAIT_MS } as const;
    }
  }

  return {
    as: (person) => ({
      get: (path) => ask(person, 'GET', path),
      post: (path, body) => ask(person, 'POST', path, body),
      put: (path, body) => ask(person, 'PUT', path, body),
    }),
  };
}

async function saidOf<T>(answer: Response): Promise<Said<T>> {
  if (answer.status === 429 || answer.status >= 500) {
    await answer.arrayBuffer();
    const asked = Number(answer.headers.get('retry-after')) * 1000;
    const waitMs = asked > 0 ? Math.min(asked, WAIT_MS_MAX) : WAIT_MS;
    return { kind: 'busy', waitMs };
  }
  const body = (await answer.json()) as T & { readonly code?: unknown };
  if (answer.ok) return { kind: 'given', body };
  const { code } = body;
  const known = typeof code === 'string' && Object.hasOwn(ERRORS, code);
  return { kind: 'refused', code: known ? (code as ErrorCode) : 'internal' };
}
