import { StartRefused } from '#platform';

/** The name or the password is not known, or may not come in from here. */
const REFUSED = new Set(['28P01', '28000']);
/** The user that signs in may not take the working role. */
const ROLE = new Set(['42501', '22023']);
const NO_DATABASE = '3D000';
/** It is not there, does not answer, or is just starting or stopping. */
const AWAY =
  /^(ECONN\w+|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOENT|EACCES|57P0[123]|53300|08...)$/;
const AWAY_WORDS = /connection timeout|timeout exceeded|timeout expired|Connection terminated/;

/** What a database that lets nobody in is told as, by the setting that names it; anything else as it came. */
export function databaseRefused(
  error: unknown,
  setting: 'DATABASE_URL' | 'DATABASE_OWNER_URL',
): Error {
  const { code = '', message = '' } = error as {
    readonly code?: string;
    readonly message?: string;
  };
  const refuse = (sentence: string) => new StartRefused(sentence, { cause: error });
  if (REFUSED.has(code) || /password/.test(message))
    return refuse(
      `The database refuses the user or the password of the setting ${setting}: set it to ones that it knows.`,
    );
  if (ROLE.has(code))
    return refuse(
      `The user of the setting ${setting} may not do what it is for: set it to the database's owner, or grant it the role boardround_app.`,
    );
  if (code === NO_DATABASE)
    return refuse(
      `The database that the setting ${setting} names does not exist: make it, or set ${setting} to one that does.`,
    );
  if (AWAY.test(code) || AWAY_WORDS.test(message))
    return refuse(
      `No database answers at the setting ${setting}: start it, or set ${setting} to where it is.`,
    );
  return error as Error;
}
