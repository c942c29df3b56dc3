import type { PatientWords } from '#domain';
import { soundOf } from '#synthetic';
import type { Inpatient, Ward } from './house.js';

/**
 * The words of patients whose warning of a similar name comes or goes now that somebody arrived in
 * the ward or left it: two patients whose family names sound the same lie there at one time.
 */
export function similarNamesChanged(ward: Ward): PatientWords[] {
  const sounds = new Map<string, number>();
  const present = ward.beds.flatMap((bed) => bed.patient ?? []);
  for (const patient of present) {
    const sound = soundOf(patient.words.familyName ?? '');
    sounds.set(sound, (sounds.get(sound) ?? 0) + 1);
  }
  return present.flatMap((patient) => {
    const similar = (sounds.get(soundOf(patient.words.familyName ?? '')) ?? 0) > 1;
    if (similar === patient.similarName) return [];
    patient.similarName = similar;
    return [wordsNow(patient)];
  });
}

export function wordsNow(patient: Inpatient): PatientWords {
  return { ...patient.words, similarName: patient.similarName };
}
