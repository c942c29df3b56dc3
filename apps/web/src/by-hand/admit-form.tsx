import { useEffect, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { Select, TextInput } from 'nhsuk-react-components';
import type { AdmitByHandBody, Board, ErrorBody } from '#contracts';
import { checkNhsNumber, instantText, londonDate, londonInstant } from '#domain';
import { errorOf, isGood, request } from '../api/http.js';
import { useReference } from '../api/reference.js';
import { useLive } from '../live/use-live.js';
import { clockTime } from '../words/dates.js';
import { DateInput } from '../parts/date-input.js';

/**
 * A patient whom no feed has told of yet. Their name is sent at once or not at all: unlike a mark it
 * never waits in this browser.
 */
export function AdmitForm(props: {
  readonly board: Board;
  /** The empty bed that was pressed; null: the form asks for it. */
  readonly bed: string | null;
  readonly done: () => void;
}) {
  const { board, bed, done } = props;
  const live = useLive();
  const { ward: wardName } = useReference();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // The same press sent twice, after a line that dropped, is one patient.
  const [commandId, setCommandId] = useState(() => crypto.randomUUID());
  const now = live.now() ?? board.asOf;

  async function add(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    // The button stays a button while it waits, so that the focus is never lost with it.
    if (busy) return;
    const body = bodyOf(new FormData(event.currentTarget), { commandId, bed, now });
    const missing = missingOf(body);
    if (missing !== null) return setProblem(missing);
    setBusy(true);
    const reply = await request('POST', `/wards/${encodeURIComponent(board.ward)}/stays`, body);
    setBusy(false);
    if (reply.kind === 'unreached')
      return setProblem('The service could not be reached. Nothing was added; try again.');
    if (isGood(reply.status)) return done();
    setCommandId(crypto.randomUUID());
    setProblem(refusedWords(errorOf(reply.body), wardName));
  }

  const heading = bed === null ? 'Add a patient' : `Add a patient to bed ${bed}`;
  return (
    <form
      className="app-panel app-admit"
      aria-label={heading}
      noValidate
      onSubmit={(event) => void add(event)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') done();
      }}
    >
      <h2>{heading}</h2>
      <p className="app-quiet">
        The next census or message confirms or corrects what you say here.
      </p>
      {problem !== null && (
        <p className="app-problem" role="alert">
          {problem}
        </p>
      )}
      <AdmitFields askBed={bed === null} now={now} />
      <p className="app-form-actions">
        <button type="submit" className="app-button app-button--strong">
          {busy ? 'Saving' : 'Add the patient'}
        </button>
        <button type="button" className="app-button" onClick={done}>
          Cancel
        </button>
      </p>
    </form>
  );
}

function AdmitFields({ askBed, now }: { readonly askBed: boolean; readonly now: string }) {
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const plain = { autoComplete: 'off', maxLength: 120 };
  return (
    <div className="app-fields">
      <TextInput id="admit-family" name="familyName" label="Family name" ref={first} {...plain} />
      <TextInput id="admit-given" name="givenName" label="Given name" {...plain} />
      <DateInput id="admit-born" name="dateOfBirth" label="Date of birth" />
      <TextInput
        id="admit-nhs"
        name="nhsNumber"
        label="NHS number"
        inputMode="numeric"
        autoComplete="off"
        maxLength={20}
      />
      <TextInput
        id="admit-local"
        name="localId"
        label="Hospital number"
        autoComplete="off"
        maxLength={60}
      />
      <Select id="admit-sex" name="sex" label="Sex" defaultValue="">
        <Select.Option value="">Not said</Select.Option>
        <Select.Option value="female">Female</Select.Option>
        <Select.Option value="male">Male</Select.Option>
        <Select.Option value="other">Other</Select.Option>
      </Select>
      <TextInput
        id="admit-at"
        name="admittedAt"
        label="Came to the hospital"
        type="datetime-local"
        defaultValue={`${londonDate(now)}T${clockTime(now)}`}
      />
      <TextInput id="admit-from" name="from" label="From" autoComplete="off" maxLength={40} />
      {askBed && (
        <TextInput id="admit-bed" name="bed" label="Bed" autoComplete="off" maxLength={20} />
      )}
    </div>
  );
}

function bodyOf(
  form: FormData,
  own: { readonly commandId: string; readonly bed: string | null; readonly now: string },
): AdmitByHandBody {
  const given = (name: string) => {
    const value = text(form, name);
    return value === '' ? {} : { [name]: value };
  };
  const [date = '', time = ''] = text(form, 'admittedAt').split('T');
  return {
    commandId: own.commandId,
    bed: own.bed ?? (text(form, 'bed') || null),
    patient: {
      familyName: text(form, 'familyName'),
      ...given('givenName'),
      ...given('localId'),
      ...given('nhsNumber'),
      ...given('dateOfBirth'),
      ...given('sex'),
    },
    admittedAt: time === '' ? own.now : instantText(londonInstant(date, time)),
    ...given('from'),
  };
}

/** What must be put right first, without repeating anything of the patient. */
function missingOf({ patient }: AdmitByHandBody): string | null {
  if (patient.familyName === '') return 'Give the family name.';
  const { nhsNumber } = patient;
  return nhsNumber !== undefined && !checkNhsNumber(nhsNumber).ok
    ? 'This NHS number cannot be right. Check it, or leave it empty.'
    : null;
}

function refusedWords(
  { code, message, details }: ErrorBody,
  wardName: (code: string) => string,
): string {
  const ward = details['ward'];
  if (code === 'patient-already-here' && typeof ward === 'string')
    return `A patient of this number is on ${wardName(ward)} already. Move them from there.`;
  return message;
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
