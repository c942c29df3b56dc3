import type { PageSeed } from '#contracts';
import { WardCode } from '#contracts';
import type { OpenedHouse, Sessions } from '#flow';
import { may } from '#domain';
import { board, demonstrationPeople, roundHelp, sessionOf } from '#flow';
import type { Logger } from '#platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { headersWithin } from '../http/secure.js';
import { organisationsOf, ownersOf, reasonListsOf, wardsOf } from '../http/reference-lists.js';
import { secretOf } from '../http/signed-in.js';
import type { BuiltPage } from './built-page.js';

interface PageParts {
  readonly opened: OpenedHouse;
  readonly sessions: Sessions;
  readonly log: Logger;
}

/** Answers with a ward's board in the page itself; false where the bare page is the answer. */
export type BoardPage = (
  request: FastifyRequest<{ Params: { readonly ward: string } }>,
  reply: FastifyReply,
) => Promise<boolean>;

/**
 * A ward's first look in one answer: the board is drawn here, by the rights of whoever is signed in, and
 * the opening is written down as that of `GET /wards/{ward}/board`. Whoever is not signed in, may not see
 * the ward, or asks for one that is not known gets the bare page, which says so in words.
 */
export function boardPage(page: BuiltPage, parts: PageParts): BoardPage {
  let headers: Readonly<Record<string, string>> | null = null;
  return async (request, reply) => {
    try {
      const seed = await seedFor(request, parts);
      if (seed === null) return false;
      headers ??= headersWithin({ style: page.style, script: await page.script() });
      void reply.headers(headers);
      await send(request, reply, await page.with(request.url.split('?')[0] ?? '', seed));
      return true;
    } catch (error) {
      parts.log.warn({ err: error }, 'a board could not be drawn; the bare page asks for it');
      return false;
    }
  };
}

async function seedFor(
  request: FastifyRequest<{ Params: { readonly ward: string } }>,
  { opened, sessions }: PageParts,
): Promise<PageSeed | null> {
  const ward = WardCode.safeParse(request.params.ward);
  const secret = secretOf(request.headers.cookie);
  if (!ward.success || secret === '') return null;
  const person = await sessions.find(secret);
  // A wall shows its ward whatever the address says.
  if (person === null || person.role === 'wall') return null;
  const { house, mode } = opened;
  const epoch = opened.epoch();
  const book = await house.books.any();
  const entry = book.wards.get(ward.data);
  // Whoever marks finds the ward's reasons in their places at the first press.
  const marks = entry !== undefined && may(person, 'mark', { ...entry, ward: entry.code });
  const [read, help] = await Promise.all([
    board(house, person, ward.data),
    marks ? roundHelp(house, person, ward.data) : null,
  ]);
  if (!read.ok) return null;
  const demonstration = mode !== 'off';
  return {
    answers: {
      '/session': sessionOf(person, demonstration),
      '/reason-lists': reasonListsOf(book),
      '/owners': ownersOf(book),
      '/organisations': organisationsOf(book),
      '/wards': wardsOf(book),
      ...(help?.ok === true
        ? { [`/wards/${encodeURIComponent(ward.data)}/round-help`]: help.value }
        : {}),
      ...(demonstration ? { '/session/people': demonstrationPeople(book) } : {}),
    },
    board: { epoch, snapshot: read.value },
  };
}

/** Quick rather than small: it is made anew for each look. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
const packings = {
  br: (text: string) => promisify(brotliCompress)(text, BROTLI),
  gzip: (text: string) => promisify(gzip)(text),
};

/** Patients are in it: nothing between here and the screen may keep it. */
async function send(request: FastifyRequest, reply: FastifyReply, html: string): Promise<void> {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const packing = (['br', 'gzip'] as const).find((one) => accepted.includes(one));
  void reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('vary', 'accept-encoding, cookie');
  if (packing === undefined) return void (await reply.send(html));
  await reply.header('content-encoding', packing).send(await packings[packing](html));
}
