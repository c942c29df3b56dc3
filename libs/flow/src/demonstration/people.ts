import type { LocalDate, PatientWords } from '#domain';
import { addDays, nhsCheckDigit } from '#domain';
import { nameFrom } from './names.js';
import { hexFrom, sortableId } from './random.js';
import type { Random } from './random.js';

/** Makes patients that exist nowhere: NHS numbers of the range 999, which is never issued. */
export interface People {
  newPatient(asked: {
    readonly organisation: string;
    readonly ms: number;
    readonly on: LocalDate;
    readonly mentalHealth: boolean;
  }): PatientWords;
}

const SIX_DIGITS = 1_000_000;
/** Has no factor in common with a million, so that every six digits come once before one comes again. */
const STEP = 618_033;

export function newPeople(random: Random): People {
  let place = random.whole(0, SIX_DIGITS - 1);
  let localNumber = random.whole(1_000_000, 2_000_000);
  const nextNhsNumber = (): string => {
    for (;;) {
      place = (place + STEP) % SIX_DIGITS;
      const nine = `999${String(place).padStart(6, '0')}`;
      const check = nhsCheckDigit(nine);
      const whole = `${nine}${check ?? ''}`;
      if (check !== null && !/^(.)\1+$/.test(whole)) return whole;
    }
  };
  return {
    newPatient({ organisation, ms, on, mentalHealth }) {
      const { familyName, givenName, sex } = nameFrom(random);
      localNumber += random.whole(1, 37);
      return {
        patient: `${organisation}.P${sortableId(random, ms)}`,
        salt: hexFrom(random, 32),
        localId: `S${localNumber}`,
        nhsNumber: nextNhsNumber(),
        familyName,
        givenName,
        dateOfBirth: addDays(on, -Math.round(ageFrom(random, mentalHealth) * 365.25)),
        sex,
        similarName: false,
      };
    },
  };
}

/** Years of age: most in a general hospital are old, most on a mental health ward of working age. */
function ageFrom(random: Random, mentalHealth: boolean): number {
  const [middle, spread, low] = mentalHealth ? [42, 13, 18] : [74, 15, 18];
  return Math.min(102, Math.max(low, middle + spread * random.bell()) + random.next());
}
