import type { PatientWords } from '#domain';
import { similarlyNamed } from '#domain';
import type { Inpatient, Ward } from './house.js';

/** The words of patients whose warning of a similar name comes or goes now that somebody arrived in the ward or left it. */
export function similarNamesChanged(ward: Ward): PatientWords[] {
  const present = ward.beds.flatMap((bed) => bed.patient ?? []);
  const similar = similarlyNamed(present.map(({ words }) => words));
  return present.flatMap((patient) => {
    const similarName = similar.has(patient.words.patient);
    if (similarName === patient.similarName) return [];
    patient.similarName = similarName;
    return [wordsNow(patient)];
  });
}

export function wordsNow(patient: Inpatient): PatientWords {
  return { ...patient.words, similarName: patient.similarName };
}
