import { useEffect, useId, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { Select } from 'nhsuk-react-components';
import type { LocalDate, Row } from '#domain';
import { useReference } from '../api/reference.js';
import { useSender } from '../commands/use-commands.js';
import { DateInput } from '../parts/date-input.js';
import { listOn } from './reasons.js';
import { whereOf } from './use-marking.js';

/** The delay form asks little: what is left out is proposed by the rules of the list. */
export function DelayForm(props: {
  readonly row: Row;
  readonly today: LocalDate;
  readonly done: () => void;
}) {
  const { row, today, done } = props;
  const sender = useSender();
  const reference = useReference();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function add(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [list, reason] = text(form, 'reason').split(' ');
    if (!list || !reason) return setProblem('Choose what the patient waits for.');
    setBusy(true);
    const settled = await sender.submit({
      ...openCommand(row.stay, form, list, reason),
      where: whereOf(reference, row),
    });
    setBusy(false);
    if (settled.ok) return done();
    setProblem(settled.error.message);
  }

  return (
    <form className="app-form" onSubmit={(event) => void add(event)} noValidate>
      <h3>Add a delay</h3>
      {problem !== null && (
        <p className="app-problem" role="alert">
          {problem}
        </p>
      )}
      <DelayFields row={row} today={today} />
      <label className="app-tickbox">
        <input type="checkbox" name="primary" defaultChecked={row.delays.length === 0} /> This is
        the main reason
      </label>
      <p className="app-form-actions">
        <button type="submit" className="app-button app-button--strong" disabled={busy}>
          {busy ? 'Saving' : 'Add this delay'}
        </button>
        <button type="button" className="app-button" onClick={done}>
          Cancel
        </button>
      </p>
    </form>
  );
}

/** Lists of other questions. */
const NOT_OF_DELAYS = new Set([
  'red-constraints',
  'green-values',
  'pathways',
  'destinations',
  'discharge-transport',
]);

/** Waits for what, since when, put down to whom, and who must act. */
function DelayFields({ row, today }: { readonly row: Row; readonly today: LocalDate }) {
  const { lists, owners } = useReference();
  const id = useId();
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  const delayLists = [...new Set(lists.map((one) => one.list))]
    .filter((name) => !NOT_OF_DELAYS.has(name))
    .flatMap((name) => listOn(lists, name, today) ?? []);

  return (
    <>
      <Select id={`${id}reason`} name="reason" label="Waits for" defaultValue="" ref={first}>
        <Select.Option value="">Choose a reason</Select.Option>
        {delayLists.map((one) => (
          <optgroup key={one.list} label={one.name}>
            {one.reasons.map((reason) => (
              <option key={reason.code} value={`${one.list} ${reason.code}`}>
                {reason.code}: {reason.name}
              </option>
            ))}
          </optgroup>
        ))}
      </Select>
      <DateInput
        id={`${id}since`}
        name="since"
        label="Since"
        min={row.admittedOn}
        max={today}
        defaultValue={today}
      />
      <Select id={`${id}attribution`} name="attribution" label="Put down to" defaultValue="">
        <Select.Option value="">As the rule proposes</Select.Option>
        <Select.Option value="nhs">NHS</Select.Option>
        <Select.Option value="la">Social care</Select.Option>
        <Select.Option value="joint">NHS and social care jointly</Select.Option>
      </Select>
      <Select id={`${id}owner`} name="owner" label="Who must act" defaultValue="">
        <Select.Option value="">As the rule proposes</Select.Option>
        {owners.map((owner) => (
          <Select.Option key={owner.code} value={owner.code}>
            {owner.name}
          </Select.Option>
        ))}
      </Select>
    </>
  );
}

function openCommand(stay: string, form: FormData, list: string, reason: string) {
  const commandId = crypto.randomUUID();
  const attribution = text(form, 'attribution');
  const owner = text(form, 'owner');
  return {
    commandId,
    method: 'POST' as const,
    path: `/stays/${encodeURIComponent(stay)}/delays`,
    body: {
      commandId,
      list,
      reason,
      since: text(form, 'since'),
      primary: form.get('primary') !== null,
      ...(attribution === '' ? {} : { attribution }),
      ...(owner === '' ? {} : { owner }),
    },
    stay,
    about: 'a delay',
    madeAt: null,
  };
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
