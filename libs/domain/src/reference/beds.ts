/** Beds as a person writes them, "A1 A2, A3", and ranges, "A1-A6"; in that order, none twice. */
export function bedsOf(text: string): string[] {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  return [...new Set(words.flatMap(rangeOf))];
}

const RANGE_MAX = 200;

function rangeOf(word: string): string[] {
  const match = /^([A-Za-z]*)(\d{1,3})-([A-Za-z]*)(\d{1,3})$/.exec(word);
  if (match === null) return [word];
  const [, bay = '', from = '', otherBay = '', to = ''] = match;
  const count = Number(to) - Number(from) + 1;
  if ((otherBay !== '' && otherBay !== bay) || count < 1 || count > RANGE_MAX) return [word];
  return Array.from({ length: count }, (_, index) => `${bay}${Number(from) + index}`);
}
