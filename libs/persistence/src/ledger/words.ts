import type { NoteWords, PatientWords } from '#domain';
import { randomBytes, sha256 } from '#platform';

/** A salt for words that are sealed: 16 random bytes, hex. Whoever erases the words erases it too. */
export function newSalt(): string {
  return randomBytes(16).toString('hex');
}

/** The seal of words: SHA-256 over salt and text, hex. Without the salt nothing can be guessed from it. */
export function sealOf(salt: string, text: string): string {
  return sha256(`${salt}\n${text}`, 'hex');
}

/** The words of a patient in the one form that is sealed. `similarName` is not a word of the patient. */
export function patientText(words: Omit<PatientWords, 'patient' | 'salt' | 'similarName'>): string {
  const { localId, nhsNumber, familyName, givenName, dateOfBirth, sex } = words;
  return JSON.stringify([localId, nhsNumber, familyName, givenName, dateOfBirth, sex]);
}

export function sealPatient(words: PatientWords): string {
  return sealOf(words.salt, patientText(words));
}

export function sealNote(words: NoteWords): string {
  return sealOf(words.salt, words.text);
}
