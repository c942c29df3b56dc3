import { randomUUID } from 'node:crypto';

/** What the service answered: the bytes as text, and what they say. */
export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly text: string;
  readonly body: T;
  readonly headers: Headers;
}

/** A signed-in person's requests. */
export class HttpClient {
  private constructor(
    readonly url: string,
    readonly cookie: string,
  ) {}

  static async signIn(url: string, person: string): Promise<HttpClient> {
    const answer = await new HttpClient(url, '').post('/api/session', { person });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    if (answer.status !== 200 || cookie === '') throw new Error(`${person} could not sign in`);
    return new HttpClient(url, cookie);
  }

  /** A device with a cookie that it was given. */
  static withCookie(url: string, setCookie: string): HttpClient {
    return new HttpClient(url, setCookie.split(';')[0] ?? '');
  }

  static nobody(url: string): HttpClient {
    return new HttpClient(url, '');
  }

  get<T>(path: string): Promise<Answer<T>> {
    return this.send<T>('GET', path);
  }

  put<T>(path: string, body: unknown): Promise<Answer<T>> {
    return this.send<T>('PUT', path, JSON.stringify(body));
  }

  post<T>(path: string, body: unknown): Promise<Answer<T>> {
    return this.send<T>('POST', path, JSON.stringify(body));
  }

  delete<T>(path: string): Promise<Answer<T>> {
    return this.send<T>('DELETE', path);
  }

  async send<T>(method: string, path: string, body?: string, type = 'application/json') {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...(body === undefined ? {} : { 'content-type': type }),
      },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const { status, headers } = response;
    return { status, text, headers, body: parsed(text) as T } satisfies Answer<T>;
  }

  /** Marks a day; a red that waits for a test when nothing else is said. */
  mark<T = Record<string, unknown>>(
    stay: string,
    date: string,
    own: object = {},
  ): Promise<Answer<T>> {
    return this.put<T>(`/api/stays/${encodeURIComponent(stay)}/days/${date}`, {
      commandId: randomUUID(),
      ifVersion: 0,
      kind: 'planned',
      colour: 'red',
      constraint: 'I01',
      ...own,
    });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
