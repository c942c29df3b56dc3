import type { LocalDate, PatientWords } from '#domain';
import { FIRST_PATIENTS, hexFrom, personFrom, sortableId, syntheticNhsNumber } from '#synthetic';
import type { Random } from '#synthetic';

/** Makes patients that exist nowhere: NHS numbers of the range 999, which is never issued. */
export interface People {
  newPatient(asked: {
    readonly organisation: string;
    readonly ms: number;
    readonly on: LocalDate;
    readonly mentalHealth: boolean;
  }): PatientWords;
}

export function newPeople(random: Random): People {
  let turn = random.whole(0, 999_999);
  let localNumber = random.whole(1_000_000, 2_000_000);
  const nextNhsNumber = (): string => {
    for (;;) {
      turn += 1;
      const number = syntheticNhsNumber(FIRST_PATIENTS, turn);
      if (number !== null) return number;
    }
  };
  return {
    newPatient({ organisation, ms, on, mentalHealth }) {
      const person = personFrom(random, { on, mentalHealth });
      localNumber += random.whole(1, 37);
      return {
        patient: `${organisation}.P${sortableId(random, ms)}`,
        salt: hexFrom(random, 32),
        localId: `S${localNumber}`,
        nhsNumber: nextNhsNumber(),
        ...person,
        similarName: false,
      };
    },
  };
}
