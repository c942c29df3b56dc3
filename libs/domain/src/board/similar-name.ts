/** What the rule looks at: a patient and the family name, where one is known. */
export interface Named {
  readonly patient: string;
  readonly familyName: string | null;
}

/**
 * Patients on one ward whose family names may be taken for one another: equal when case, accents,
 * hyphens and spaces are set aside, or of one Soundex code (the index of the US National Archives:
 * first letter and the classes of the next three consonants). Both of a pair are warned of. It is a
 * rule for drawing attention, so it finds too many pairs rather than too few; given names play no
 * part, since a call across a ward is by family name.
 */
export function similarlyNamed(patients: Iterable<Named>): ReadonlySet<string> {
  const bySound = new Map<string, string[]>();
  for (const { patient, familyName } of patients) {
    const sound = soundOf(familyName ?? '');
    if (sound === '') continue;
    const group = bySound.get(sound);
    if (group === undefined) bySound.set(sound, [patient]);
    else group.push(patient);
  }
  return new Set([...bySound.values()].flatMap((group) => (new Set(group).size > 1 ? group : [])));
}

/** How names sound, as it was worked out: a ward's names are asked for at every arrival. */
const known = new Map<string, string>();
const KNOWN_MAX = 5_000;

/** What a name sounds like; empty for a name without letters. */
function soundOf(name: string): string {
  const before = known.get(name);
  if (before !== undefined) return before;
  const folded = foldName(name);
  const sound = soundex(folded) ?? folded;
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(name, sound);
  return sound;
}

/** A name without case, accents and whatever is no letter. */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^\p{L}]/gu, '');
}

const CLASSES: Readonly<Record<string, string>> = {
  B: '1',
  F: '1',
  P: '1',
  V: '1',
  C: '2',
  G: '2',
  J: '2',
  K: '2',
  Q: '2',
  S: '2',
  X: '2',
  Z: '2',
  D: '3',
  T: '3',
  L: '4',
  M: '5',
  N: '5',
  R: '6',
};

/** The Soundex code of a folded name, or null for a name not written in the letters A to Z. */
function soundex(folded: string): string | null {
  if (!/^[A-Z]+$/.test(folded)) return null;
  let code = folded.slice(0, 1);
  let last = CLASSES[code] ?? '';
  for (const letter of folded.slice(1)) {
    const found = CLASSES[letter] ?? '';
    if (found !== '' && found !== last) code += found;
    // H and W do not part two consonants of one class; a vowel does.
    if (letter !== 'H' && letter !== 'W') last = found;
    if (code.length === 4) break;
  }
  return code.padEnd(4, '0');
}
