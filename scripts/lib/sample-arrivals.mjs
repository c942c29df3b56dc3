/** A small ward as a census file has it, for pictures: nobody in it exists. */

const HEADINGS =
  'organisation,ward,local_id,admitted_at,bed,nhs_number,family_name,given_name,date_of_birth,sex';
const PEOPLE = [
  ['Sampleford', 'Ada', '1941-02-03', 'F'],
  ['Placeholt', 'Ben', '1938-11-30', 'M'],
  ['Testerby', 'Cleo', '1952-07-19', 'F'],
  ['Mockridge', 'Dev', '1947-05-08', 'M'],
  ['Fakenham', 'Esme', '1933-09-21', 'F'],
  ['Dummerton', 'Fay', '1944-12-02', 'F'],
  ['Trialby', 'Gus', '1950-03-14', 'M'],
  ['Modelsworth', 'Hana', '1939-06-25', 'F'],
];

function row([family, given, born, sex], index, admitted = '2026-03-07T14:20') {
  const id = `T${String(index + 1).padStart(6, '0')}`;
  return `RWE,Ward 5,${id},${admitted},A${index + 1},,${family},${given},${born},${sex}`;
}

const fileOf = (rows) => [HEADINGS, ...rows, ''].join('\r\n');
const all = PEOPLE.map((person, index) => row(person, index));

/** The ward in the morning; one row has a time that nobody can read. */
export const CENSUS = fileOf([...all.slice(0, 7), row(PEOPLE[7], 7, 'Saturday')]);

/** The same ward later: one new, one moved into another's bed, one row to mend. */
export const CUT_CENSUS = fileOf([
  ...all.slice(0, 5),
  all[5].replace(',A6,', ',A5,'),
  all[6].replace('2026-03-07T14:20', 'last week'),
  all[7],
]);

/** A message of a sender who does not say whom it is about. */
export const UNKNOWN_MESSAGE = [
  'MSH|^~\\&|NEWPAS|RWE|BOARDROUND|RWE|20260310110500||ADT^A01|M1|P|2.4',
  'PID|1',
  '',
].join('\r');
