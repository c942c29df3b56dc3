import type { Band } from '#domain';

const WORDS: Readonly<Record<Exclude<Band, 'none'>, string>> = {
  stranded: '7+',
  long: '14+',
  'super-stranded': '21+',
};

/** How long a patient has been in, as a weight and never as a colour. */
export function BandTag({ band }: { readonly band: Band }) {
  if (band === 'none') return null;
  return <span className={`app-band app-band--${band}`}>{WORDS[band]}</span>;
}
