import { useEffect, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { Select, TextInput, Textarea } from 'nhsuk-react-components';
import type { WardBody, WardListed } from '#contracts';
import type { CheckEntry, WardKind } from '#domain';
import { bedsOf } from '#domain';
import { errorOf, isGood, request } from '../api/http.js';
import { useGet } from '../api/use-get.js';
import { useReference } from '../api/reference.js';
import { DateInput } from '../parts/date-input.js';
import { DAY_NAMES, KIND_WORDS } from './ward-words.js';

/** Sets a ward as it is from today on. A new one has a code, which never changes. */
export function WardForm(props: {
  readonly ward: WardListed | null;
  readonly done: (name: string | null) => void;
}) {
  const { ward, done } = props;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function save(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const code = ward?.code ?? text(form, 'code');
    const body = bodyOf(form, ward);
    const missing = missingOf(code, body);
    if (missing !== null) return setProblem(missing);
    setBusy(true);
    const reply = await request('PUT', `/wards/${encodeURIComponent(code)}`, body);
    setBusy(false);
    if (reply.kind === 'unreached')
      return setProblem('The service could not be reached. Nothing was changed; save again.');
    if (!isGood(reply.status)) return setProblem(errorOf(reply.body).message);
    done(body.name ?? code);
  }

  return (
    <form className="app-ward-form" onSubmit={(event) => void save(event)} noValidate>
      {problem !== null && (
        <p className="app-problem" role="alert">
          {problem}
        </p>
      )}
      <Names ward={ward} />
      <Beds ward={ward} />
      <Rounds ward={ward} />
      <Checks ward={ward} />
      <p className="app-form-actions">
        <button type="submit" className="app-button app-button--strong" disabled={busy}>
          {busy ? 'Saving' : 'Save'}
        </button>
        <button type="button" className="app-button" onClick={() => done(null)}>
          Cancel
        </button>
      </p>
    </form>
  );
}

interface Part {
  readonly ward: WardListed | null;
}

function Names({ ward }: Part) {
  const { organisations } = useReference();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <fieldset className="app-fields">
      <legend className="app-hidden">Name and kind</legend>
      {ward === null && (
        <TextInput id="ward-code" name="code" label="Code" maxLength={40} ref={first} />
      )}
      <TextInput
        id="ward-name"
        name="name"
        label="Name"
        maxLength={80}
        defaultValue={ward?.name ?? ''}
        {...(ward === null ? {} : { ref: first })}
      />
      {ward === null && (
        <Select id="ward-organisation" name="organisation" label="Organisation">
          {organisations
            .filter(({ kind }) => kind === 'provider')
            .map(({ code, name }) => (
              <Select.Option key={code} value={code}>
                {name}
              </Select.Option>
            ))}
        </Select>
      )}
      <TextInput
        id="ward-site"
        name="site"
        label="Code of the site"
        maxLength={20}
        defaultValue={ward?.site ?? ''}
      />
      <Select id="ward-kind" name="kind" label="Kind" defaultValue={ward?.kind ?? 'acute'}>
        {Object.entries(KIND_WORDS).map(([kind, words]) => (
          <Select.Option key={kind} value={kind}>
            {words}
          </Select.Option>
        ))}
      </Select>
      <TextInput
        id="ward-directorate"
        name="directorate"
        label="Directorate"
        maxLength={80}
        defaultValue={ward?.directorate ?? ''}
      />
      <TextInput
        id="ward-service-line"
        name="serviceLine"
        label="Service line"
        maxLength={80}
        defaultValue={ward?.serviceLine ?? ''}
      />
    </fieldset>
  );
}

function Beds({ ward }: Part) {
  return (
    <fieldset className="app-fields">
      <legend className="app-hidden">Beds</legend>
      <TextInput
        id="ward-funded"
        name="fundedBeds"
        label="Beds funded"
        type="number"
        min={0}
        max={200}
        defaultValue={ward?.fundedBeds ?? 0}
      />
      <TextInput
        id="ward-open"
        name="openBeds"
        label="Beds open"
        type="number"
        min={0}
        max={200}
        defaultValue={ward?.openBeds ?? 0}
      />
      <Textarea
        id="ward-beds"
        name="beds"
        label="Beds in the order in which the round walks them"
        hint="A1-A6 stands for six beds"
        rows={3}
        defaultValue={ward?.beds.join(' ') ?? ''}
      />
    </fieldset>
  );
}

function Rounds({ ward }: Part) {
  const days = ward?.roundDays ?? [1, 2, 3, 4, 5, 6, 7];
  return (
    <>
      <fieldset className="app-fields">
        <legend className="app-hidden">Red and green, and the round</legend>
        <DateInput
          id="ward-red-green"
          name="redGreenFrom"
          label="Red and green days from"
          hint="Empty: not used on this ward"
          defaultValue={ward?.redGreenFrom ?? ''}
        />
        <TextInput
          id="ward-round"
          name="roundAt"
          label="Round at"
          type="time"
          defaultValue={ward?.roundAt ?? '08:30'}
        />
        <TextInput
          id="ward-huddle"
          name="huddleAt"
          label="Huddle at"
          hint="Empty: no huddle"
          type="time"
          defaultValue={ward?.huddleAt ?? ''}
        />
      </fieldset>
      <fieldset className="app-days">
        <legend>Days of the round</legend>
        {DAY_NAMES.map((name, index) => (
          <label key={name} className="app-tickbox">
            <input
              type="checkbox"
              name="roundDays"
              value={index + 1}
              defaultChecked={days.includes(index + 1)}
            />{' '}
            {name}
          </label>
        ))}
      </fieldset>
      <label className="app-tickbox">
        <input
          type="checkbox"
          name="receivesFromAssessment"
          defaultChecked={ward?.receivesFromAssessment ?? false}
        />{' '}
        Receives patients from assessment
      </label>
    </>
  );
}

const CHECKS_MAX = 12;
/** As the service does for a ward that chose none. */
const CHECKS_WITHOUT_CHOICE = 6;

/** The checks that the board shows as columns. What the ward has keeps its order; what is added follows. */
function Checks({ ward }: Part) {
  const loaded = useGet<readonly CheckEntry[]>('/checks');
  const known = loaded.state === 'ready' ? loaded.value : [];
  const own = ward?.checks ?? known.slice(0, CHECKS_WITHOUT_CHOICE).map(({ code }) => code);
  const place = (code: string) => (own.includes(code) ? own.indexOf(code) : own.length);
  const ordered = [...known].sort((a, b) => place(a.code) - place(b.code));
  if (loaded.state !== 'ready')
    return loaded.state === 'loading' ? (
      <p role="status">Reading the checks</p>
    ) : (
      <p>The checks cannot be read just now; they stay as they are.</p>
    );
  return (
    <fieldset className="app-days">
      <legend>Checks that are columns of the board</legend>
      <input type="hidden" name="hasChecks" value="yes" />
      {ordered.map(({ code, name }) => (
        <label key={code} className="app-tickbox">
          <input type="checkbox" name="checks" value={code} defaultChecked={own.includes(code)} />{' '}
          {name}
        </label>
      ))}
    </fieldset>
  );
}

function bodyOf(form: FormData, ward: WardListed | null): WardBody {
  const orNull = (name: string) => text(form, name) || null;
  const name = text(form, 'name');
  return {
    commandId: crypto.randomUUID(),
    ...(name === '' ? {} : { name }),
    organisation: ward?.organisation ?? text(form, 'organisation'),
    site: text(form, 'site'),
    directorate: orNull('directorate'),
    serviceLine: orNull('serviceLine'),
    kind: text(form, 'kind') as WardKind,
    fundedBeds: Number(text(form, 'fundedBeds')),
    openBeds: Number(text(form, 'openBeds')),
    beds: bedsOf(text(form, 'beds')),
    ...(form.get('hasChecks') === null ? {} : { checks: form.getAll('checks').map(String) }),
    redGreenFrom: orNull('redGreenFrom'),
    roundDays: form.getAll('roundDays').map(Number),
    roundAt: text(form, 'roundAt'),
    huddleAt: orNull('huddleAt'),
    receivesFromAssessment: form.get('receivesFromAssessment') !== null,
  };
}

const BEDS_MAX = 200;

/** What must be put right first, as a sentence. */
function missingOf(code: string, body: WardBody): string | null {
  if (code === '') return 'Give the ward a code.';
  if (body.site === '') return 'Say on which site the ward is.';
  if (body.roundAt === '') return 'Say when the round begins.';
  const counts = [body.fundedBeds, body.openBeds];
  if (counts.some((count) => !Number.isInteger(count) || count < 0 || count > BEDS_MAX))
    return `Beds are a whole number from 0 to ${BEDS_MAX}.`;
  if ((body.checks ?? []).length > CHECKS_MAX)
    return `A board has ${CHECKS_MAX} columns of checks at most.`;
  if ((body.beds ?? []).length > BEDS_MAX) return `A ward has ${BEDS_MAX} beds at most.`;
  return (body.beds ?? []).some((bed) => bed.length > 20)
    ? 'The name of a bed has 20 letters at most.'
    : null;
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
