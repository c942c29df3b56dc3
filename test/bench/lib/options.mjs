import { parseArgs } from 'node:util';

/** What may be asked for on the command line; `--quick` is a look, not a measurement. */
export function readOptions(args = process.argv.slice(2)) {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string' },
      secs: { type: 'string' },
      idle: { type: 'string' },
      cases: { type: 'string' },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const { quick, json, cases } = values;
  return {
    rounds: whole(values.rounds, quick ? 1 : 3),
    secs: whole(values.secs, quick ? 2 : 4),
    /** How long a fresh process stands idle before its memory is read. */
    idleSecs: whole(values.idle, quick ? 5 : 60),
    cases: cases === undefined ? null : cases.split(','),
    json,
  };
}

function whole(text, fallback) {
  const number = Number(text ?? fallback);
  if (!Number.isInteger(number) || number < 1 || number > 1_000)
    throw new Error('Rounds, secs and idle are whole numbers from 1 to 1000.');
  return number;
}
