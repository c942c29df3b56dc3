import type { ErrorBody } from '#contracts';

/** What came of a request: an answer of the service, or none because it could not be reached. */
export type Reply =
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'unreached' };

const WITHIN_MS = 15_000;

/** One request to the service, same origin, signed in by the cookie. It never throws. */
export function request(method: string, path: string, body?: object): Promise<Reply> {
  return ask(method, path, body === undefined ? null : ['application/json', JSON.stringify(body)]);
}

/** Sends a small table as it was written. */
export function requestCsv(path: string, text: string): Promise<Reply> {
  return ask('POST', path, ['text/csv', text]);
}

async function ask(
  method: string,
  path: string,
  sent: readonly [type: string, body: string] | null,
): Promise<Reply> {
  try {
    const response = await fetch(`/api${path}`, {
      method,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(WITHIN_MS),
      ...(sent === null ? {} : { headers: { 'content-type': sent[0] }, body: sent[1] }),
    });
    const text = await response.text();
    return { kind: 'answer', status: response.status, body: parsed(text) };
  } catch {
    return { kind: 'unreached' };
  }
}

/** A proxy between us and the service may answer with something that is not JSON. */
function parsed(text: string): unknown {
  try {
    return text === '' ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}

/** The error of an answer, whoever gave it: the service's own, or a sentence in its place. */
export function errorOf(body: unknown): ErrorBody {
  if (typeof body === 'object' && body !== null && 'code' in body && 'message' in body)
    return body as ErrorBody;
  return {
    code: 'internal',
    message: 'The service gave no answer that can be read. Nothing you marked is lost.',
    details: {},
  };
}

export function isGood(status: number): boolean {
  return status >= 200 && status < 300;
}
