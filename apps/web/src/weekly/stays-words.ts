import type { Reference } from '../api/reference.js';
import { ATTRIBUTIONS } from './words.js';

type Names = Pick<Reference, 'organisation' | 'site' | 'ward' | 'owner' | 'reason'>;

/** What a list of stays was narrowed to, in the words of the page that it was opened from. */
export function filterWords(query: URLSearchParams, names: Names): string[] {
  const said = (name: string, words: (code: string) => string, none: string) => {
    const code = query.get(name);
    if (code === null || code === '') return [];
    return [code === 'none' ? none : words(code)];
  };
  const on = query.get('from') ?? '';
  return [
    ...said('organisation', names.organisation, 'no organisation'),
    ...said('site', names.site, 'no site'),
    ...said('ward', names.ward, 'no ward'),
    ...said('attribution', attribution, 'not put down to anybody'),
    ...said('notAgreed', () => 'not agreed by the partners', ''),
    ...said('owner', (code) => `who must act: ${names.owner(code)}`, 'nobody named to act'),
    ...said(
      'reason',
      (code) => `reason: ${names.reason(query.get('list') ?? '', code, on)}`,
      'no reason',
    ),
    ...said(
      'constraint',
      (code) => `reason: ${names.reason('red-constraints', code, on)}`,
      'no reason',
    ),
  ];
}

function attribution(code: string): string {
  const name = ATTRIBUTIONS.find(({ key }) => key === code)?.name ?? code;
  return `put down to ${code === 'nhs' ? 'the NHS' : name.toLowerCase()}`;
}
