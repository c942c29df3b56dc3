import { addDays } from '#domain';
import type { LocalDate } from '#domain';

/** A column of a census file, as a person who writes one needs to know it. */
export interface ColumnWords {
  readonly name: string;
  readonly needed: boolean;
  readonly words: string;
}

export const COLUMN_WORDS: readonly ColumnWords[] = [
  { name: 'organisation', needed: true, words: 'ODS code of the trust, such as RWE' },
  { name: 'ward', needed: true, words: 'the name or code of the ward' },
  { name: 'local_id', needed: true, words: 'the hospital’s own number of the patient' },
  { name: 'admitted_at', needed: true, words: '2026-03-10T09:30 or 10/03/2026 09:30' },
  { name: 'bed', needed: false, words: 'the bed, such as A4' },
  { name: 'nhs_number', needed: false, words: 'ten digits' },
  { name: 'family_name, given_name', needed: false, words: 'the patient’s name' },
  { name: 'date_of_birth, sex', needed: false, words: '1941-02-03; F, M' },
  { name: 'site, ward_name', needed: false, words: 'for wards that the file makes' },
  { name: 'specialty, consultant', needed: false, words: 'shown in the patient’s panel' },
  { name: 'responsible_authority', needed: false, words: 'ONS code of the council of residence' },
  { name: 'care_type', needed: false, words: 'acute or non-acute' },
  { name: 'expected_discharge_date', needed: false, words: '2026-03-12' },
  { name: 'criteria_to_reside', needed: false, words: 'Y or N' },
];

const HEADINGS =
  'organisation,ward,local_id,admitted_at,bed,nhs_number,family_name,given_name,date_of_birth,sex';

/** Three synthetic patients, with numbers that are given to nobody. */
export function sampleFile(today: LocalDate): string {
  const rows = [
    `RWE,Ward 5,T000001,${addDays(today, -3)}T14:20,A1,9990000018,Sampleford,Ada,1941-02-03,F`,
    `RWE,Ward 5,T000002,${addDays(today, -2)}T09:05,A2,9990000026,Placeholt,Ben,1938-11-30,M`,
    `RWE,Ward 5,T000003,${addDays(today, -1)}T21:45,A3,9990000034,Testerby,Cleo,1952-07-19,F`,
  ];
  return [HEADINGS, ...rows, ''].join('\r\n');
}
