import { useId, useState } from 'react';
import type { FormEvent, RefObject } from 'react';
import { londonDate } from '#domain';
import type { ActionView, InstantText, LocalDate, Row } from '#domain';
import { useReference } from '../api/reference.js';
import type { Reference } from '../api/reference.js';
import { listOn } from '../board/reasons.js';
import { CheckGlyph } from '../parts/icons.js';
import { clockTime, shortDay } from '../words/dates.js';
import { DueOptions, dueChoices, usualDue } from './due-choice.js';
import type { ChangeTools } from './use-changes.js';

interface Parts {
  readonly row: Row;
  readonly today: LocalDate;
  readonly now: InstantText;
  readonly tools: ChangeTools;
  readonly title: string;
  readonly field?: RefObject<HTMLInputElement | null>;
}

/** What turns the day green: who does what by when. The words that are usual stand in the boxes already. */
export function ActionRow(props: Parts) {
  const { row, today, tools } = props;
  const id = useId();
  return (
    <section className="app-actions" aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      {/* The form stands where it stood: what is added comes below it. */}
      <ActionForm key={`${row.day.constraint ?? ''} ${row.actions.length}`} {...props} />
      {row.actions.length > 0 && (
        <ul className="app-action-list">
          {row.actions.map((action) => (
            <li key={action.action}>
              <ActionTick row={row} action={action} today={today} tools={tools} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function ActionTick(props: {
  readonly row: Row;
  readonly action: ActionView;
  readonly today: LocalDate;
  readonly tools: ChangeTools;
}) {
  const { row, action, today, tools } = props;
  const { owner } = useReference();
  const done = action.state === 'done';
  return (
    <button
      type="button"
      className={`app-action${done ? ' app-action--done' : ''}`}
      aria-pressed={done}
      // An action that is still on its way has no number of its own yet.
      disabled={action.version < 0}
      onClick={() => tools.settleAction(row, action, !done)}
    >
      <CheckGlyph state={done ? 'done' : 'to-do'} />
      <span>
        <b>{action.what ?? 'Words not shown'}</b>
        <small>
          {owner(action.owner)}, {dueWords(action.dueAt, today)}
        </small>
      </span>
    </button>
  );
}

/** "15:30", "Thu 26, 09:00" */
export function dueWords(dueAt: string, today: LocalDate): string {
  const on = londonDate(dueAt);
  return on === today ? clockTime(dueAt) : `${shortDay(on, today)}, ${clockTime(dueAt)}`;
}

function ActionForm({ row, today, now, tools, field }: Parts) {
  const reference = useReference();
  const id = useId();
  const [busy, setBusy] = useState(false);
  const usual = usualAction(row, reference, today);

  function add(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => {
      const value = form.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    if (text('what') === '' || text('owner') === '' || text('by') === '') return;
    // One press, one action: the form begins anew when the action stands on the patient.
    setBusy(true);
    tools.openAction(row, {
      what: text('what'),
      owner: text('owner'),
      dueAt: text('by'),
      ...(row.day.constraint === null ? {} : { constraint: row.day.constraint }),
    });
  }

  return (
    <form className="app-action-form" onSubmit={add}>
      <label htmlFor={`${id}what`}>
        <span>Action {field !== undefined && <kbd>A</kbd>}</span>
        <input
          id={`${id}what`}
          name="what"
          ref={field}
          defaultValue={usual.what}
          maxLength={200}
          autoComplete="off"
          required
        />
      </label>
      <label htmlFor={`${id}owner`}>
        <span>Who acts</span>
        <select id={`${id}owner`} name="owner" defaultValue={usual.owner} required>
          <option value="">Choose</option>
          {reference.owners.map((owner) => (
            <option key={owner.code} value={owner.code}>
              {owner.name}
            </option>
          ))}
        </select>
      </label>
      <label htmlFor={`${id}by`}>
        <span>By</span>
        <select id={`${id}by`} name="by" defaultValue={usualDue(today, now)}>
          <DueOptions choices={dueChoices(today, now)} />
        </select>
      </label>
      <button type="submit" className="app-button" disabled={busy}>
        Add
      </button>
    </form>
  );
}

/** Who moves the reason that stands is asked to move it. */
function usualAction(row: Row, reference: Reference, today: LocalDate) {
  const { constraint } = row.day;
  if (constraint === null || row.day.colour !== 'red') return { what: '', owner: '' };
  const entry = listOn(reference.lists, 'red-constraints', today)?.reasons.find(
    ({ code }) => code === constraint,
  );
  const council = entry?.attribution === 'la' ? row.responsibleAuthority : null;
  return {
    what: row.actions.length > 0 || entry === undefined ? '' : `Chase: ${entry.name}`,
    owner: entry?.owner ?? council ?? '',
  };
}
