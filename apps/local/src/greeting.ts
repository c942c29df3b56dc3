import type { Config } from '#platform';
import type { RunningPart } from './parts.js';

const PEOPLE = [
  'admin',
  'director.on-call',
  'idt.uhl',
  'matron.uhl',
  'bed-manager.lpt',
  'analyst.llr',
  'commissioner.llr',
  'la.leicester',
  'la.leicestershire',
  'la.rutland',
];

const NAME_WIDTH = 16;

function line(name: string, value: string): string {
  return `  ${name.padEnd(NAME_WIDTH)}${value}`;
}

/** What a person reads when the service is ready: where it is, who they may be, how it stops. */
export function greeting(config: Config, parts: readonly RunningPart[]): string {
  const addresses = parts.flatMap((part) => part.addresses.map(({ what, at }) => line(what, at)));
  const kept = config.database.kind === 'embedded' ? [line('Data', config.dataDir)] : [];
  const people =
    config.demo.mode === 'off'
      ? []
      : [
          line('Sign in as', PEOPLE.join(', ')),
          line('', 'or nurse.{ward} for any ward'),
          '',
          'This is a demonstration: no real patients.',
        ];
  return [
    '',
    'Boardround is ready.',
    ...addresses,
    ...kept,
    ...people,
    'Ctrl-C stops it.',
    '',
  ].join('\n');
}
