/** Why a file, a row or a message was not taken, in a sentence that says what to do. */
const REASONS: Readonly<Record<string, string>> = {
  required: 'This must be filled in.',
  malformed: 'This is not written in a form that can be read.',
  'time-unreadable': 'The time cannot be read. Write 2026-03-10T09:30 or 10/03/2026 09:30.',
  'time-missing': 'It does not say when it happened.',
  'time-in-future': 'The time lies in the future. A message is taken in when its time has come.',
  'time-too-old': 'The time lies too far back to be true.',
  'date-unreadable': 'The date cannot be read, so it is left out.',
  'date-incomplete': 'The date is not complete, so it is left out.',
  'too-long': 'This is longer than the field allows.',
  'control-character': 'There are characters in it that cannot be seen.',
  'line-break': 'There is a line break inside the field.',
  'column-count': 'The row has not as many columns as the first line.',
  'quote-not-closed': 'A quotation mark is opened and never closed.',
  'organisation-unknown': 'No organisation of this code is known here.',
  'ward-unknown': 'No ward of this name is known here. Map the name, or let the file make wards.',
  'ward-malformed': 'The name cannot be the name of a ward.',
  'check-unknown': 'A check of this code is not known here.',
  'ward-doubled': 'The same ward stands further up in the file.',
  unreadable: 'The table cannot be read. Is a quotation mark opened and never closed?',
  'ward-elsewhere': 'This ward belongs to another organisation.',
  'source-unknown': 'The sender is not registered yet. Accept it, and it is tried again.',
  'patient-doubled': 'The same patient is in the file twice.',
  'row-doubled': 'The same patient is in the file twice.',
  'rows-refused': 'Some rows were not taken; the others were.',
  'stay-unknown':
    'It speaks of a stay that has not come yet. It is tried again when the stay comes.',
  'before-admission':
    'It is from before the patient was admitted. It is tried again when an earlier admission comes.',
  'later-fact': 'Something later is already known of this stay.',
  'stay-ended':
    'The patient had left by then. It is tried again when that is taken back, or when they are here again.',
  'other-stay-open':
    'The patient is here by another stay. Say on the board when that one ended, then try again.',
  superseded: 'A later file of the same source has taken its place.',
  'patient-missing': 'It does not say which patient it is about.',
  'location-missing': 'It does not say on which ward the patient is.',
  'merge-missing': 'It does not say which two records are one.',
  'second-patient-missing': 'It does not say who the second patient is.',
  'trigger-missing': 'It does not say what happened.',
  'control-id-reused': 'The sender used the number of an earlier message for another one.',
  'separators-unusable': 'Its first line does not say how its fields are divided.',
  'several-messages': 'It holds several messages in one. Each has to be sent by itself.',
  'batch-not-supported': 'It is a batch. Each message has to be sent by itself.',
  'too-many-segments': 'It has far too many lines to be one message.',
  'not-adt': 'It is a message of another kind than we take.',
  'not-hl7': 'It is not an HL7 message.',
  'segment-unreadable': 'One of its lines cannot be read.',
  'charset-unsupported': 'Its letters are in an encoding that cannot be read.',
  'charset-mismatch': 'Its letters are not in the encoding that it names.',
  'census-refused': 'The file cannot be read as a census.',
  'census-too-different': 'Far more patients would have left than a ward loses in a day.',
  'census-in-future': 'The file says that it was taken in the future.',
  'not-allowed': 'Whoever sent it may not send for these wards.',
  empty: 'The file is empty.',
  'no-header': 'The first line does not name the columns.',
  'column-missing': 'A column that is needed is missing.',
  'column-doubled': 'Two columns have the same name.',
  'not-text': 'This is not a text file. Save it as CSV.',
  'too-many-columns': 'The file has far too many columns.',
  'row-too-long': 'A row is far too long to be one patient.',
};

/** What is taken, but wants a look. */
const REMARKS: Readonly<Record<string, string>> = {
  'bed-shared': 'This bed holds two patients.',
  disagrees: 'Another source says otherwise; nothing was ended.',
  'nhs-number-shared': 'Two patients have this NHS number.',
  'nhs-number-invalid': 'The NHS number cannot be right and is left out; the patient is taken.',
  'refused-row-held-stay': 'A patient is kept, since a row that was not taken may be theirs.',
  'left-withheld': 'Nobody leaves this ward while a row cannot be told.',
  'many-leave':
    'Many of this ward’s patients are not in the file, and would leave. Look whether it is whole.',
  'older-than-last': 'The file is older than the last one of this ward: it adds, and ends nothing.',
  'census-too-different': 'Far more patients would leave than this ward loses in a day.',
  'column-ignored': 'A column that we have no use for. It is left out.',
  'code-unknown': 'A code that is not known. It is left out.',
  'value-ignored': 'A value that cannot be used. It is left out.',
  'encoding-mixed': 'Some letters are in another encoding than the rest. Check the names.',
  'local-time-doubled': 'A time in the hour that the clocks repeat: the first is taken.',
  'local-time-missing': 'A time in the hour that the clocks skip: the next is taken.',
  'time-of-day-missing': 'There is a date without a time of day: midnight is taken.',
};

/** Whether there is a sentence for a code; each that the service may say has one. */
export function hasWords(code: string): boolean {
  return Object.hasOwn(REASONS, code) || Object.hasOwn(REMARKS, code);
}

export function reasonWords(code: string | null): string {
  if (code === null) return 'No reason was given.';
  return REASONS[code] ?? REMARKS[code] ?? `Not taken (${code}).`;
}

export function remarkWords(code: string): string {
  return REMARKS[code] ?? REASONS[code] ?? `To look at (${code}).`;
}
