import { ERRORS } from '#contracts';

/** The text of `docs/error-codes.md`, made from the one table of codes. */
export function errorCodesPage(): string {
  const rows = Object.entries(ERRORS)
    .sort(([a, one], [b, other]) => one.status - other.status || (a < b ? -1 : 1))
    .map(([code, { status, message }]) => `| \`${code}\` | ${status} | ${message} |`);
  return [
    '# Error codes',
    '',
    'Every refusal is `{ "code", "message", "details" }`. Codes are stable; messages are for people and may be',
    'reworded. Nothing of a patient is ever in a code, a message or the details. This page is made from the code',
    'by `npm run openapi`, and a test compares it.',
    '',
    '| code | status | message |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
