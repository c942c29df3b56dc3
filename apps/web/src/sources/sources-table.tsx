import { Fragment, useId, useState } from 'react';
import type { FormEvent } from 'react';
import { Select, TextInput } from 'nhsuk-react-components';
import { Link } from 'wouter';
import type { SourceAge, SourceBody, Unnamed } from '#contracts';
import { londonDate } from '#domain';
import { errorOf, isGood, request } from '../api/http.js';
import { useReference } from '../api/reference.js';
import { useLine } from '../live/use-live.js';
import { NoticeIcon } from '../parts/icons.js';
import { maySetWards } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { moment } from '../words/dates.js';
import type { SourceRow, SourceStateWords } from './source-rows.js';

const KINDS = { census: 'Census files', adt: 'Messages' } as const;

const STATES: Readonly<Record<SourceStateWords, string>> = {
  quiet: 'Went quiet',
  'not-accepted': 'Not accepted',
  live: 'Live',
  never: 'Not heard yet',
};

interface Parts {
  readonly unnamed: Unnamed;
  readonly done: (said: string) => void;
}

/** Every source that is known, each with its state; one at a time is changed. */
export function SourcesTable({ rows, ...rest }: Parts & { readonly rows: readonly SourceRow[] }) {
  const [changing, setChanging] = useState<string | null>(null);
  const session = useSession();
  return (
    <section aria-labelledby="known">
      <h2 id="known">Known sources</h2>
      <table className="app-table app-waiting-table app-sources-table">
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">State</th>
            <th scope="col">Last heard</th>
            <th scope="col">Whose patients</th>
            <th scope="col">
              <span className="app-hidden">Change</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Fragment key={row.source}>
              <Source
                row={row}
                unnamed={rest.unnamed}
                change={maySetWards(session) ? () => setChanging(row.source) : null}
              />
              {changing === row.source && (
                <tr className="app-source-form">
                  <td colSpan={5}>
                    <SourceForm
                      row={row}
                      done={(said) => {
                        setChanging(null);
                        if (said !== null) rest.done(said);
                      }}
                    />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Source(props: {
  readonly row: SourceRow;
  readonly unnamed: Unnamed;
  readonly change: (() => void) | null;
}) {
  const { row, unnamed, change } = props;
  const reference = useReference();
  const line = useLine();
  const { source, state, feeds, organisation } = row;
  const heard = (feed: SourceAge) =>
    moment(feed.lastAt, londonDate(line.at ?? feed.lastAt), londonDate(feed.lastAt));
  return (
    <tr>
      <th scope="row">
        <b>{source}</b>
        <UnnamedWords source={source} unnamed={unnamed} />
      </th>
      <td className="app-source-state">
        <span className={`app-tag${state === 'quiet' ? ' app-tag--ink' : ''}`}>
          {state === 'quiet' && <NoticeIcon />} {STATES[state]}
        </span>
      </td>
      <td>
        {feeds.length === 0 && 'Never'}
        {feeds.map((feed) => (
          <span key={feed.kind} className="app-feed">
            {feed.quiet && 'since '}
            {heard(feed)} <small>{KINDS[feed.kind]}</small>
          </span>
        ))}
      </td>
      <td>{organisation === null ? 'Not said' : reference.organisation(organisation)}</td>
      <td>
        {change !== null && (
          <button type="button" className="app-button" onClick={change}>
            Change<span className="app-hidden"> {source}</span>
          </button>
        )}
      </td>
    </tr>
  );
}

function UnnamedWords({ source, unnamed }: { readonly source: string; readonly unnamed: Unnamed }) {
  const count = unnamed.wards.filter((one) => one.source === source).length;
  if (count === 0) return null;
  return (
    <small>
      <Link href={`/names?source=${encodeURIComponent(source)}`}>
        {count === 1 ? '1 ward has' : `${count} wards have`} no name here yet
      </Link>
    </small>
  );
}

function SourceForm(props: {
  readonly row: SourceRow;
  readonly done: (said: string | null) => void;
}) {
  const { row, done } = props;
  const id = useId();
  const { organisations } = useReference();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function save(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const body = bodyOf(new FormData(event.currentTarget));
    if (body === null) return setProblem('Minutes are a whole number from 1 to 100,000.');
    setBusy(true);
    const reply = await request('PUT', `/sources/${encodeURIComponent(row.source)}`, body);
    setBusy(false);
    if (reply.kind === 'unreached')
      return setProblem('The service could not be reached. Nothing was changed; save again.');
    if (!isGood(reply.status)) return setProblem(errorOf(reply.body).message);
    done(`${row.source} is set.`);
  }

  return (
    <form className="app-form" onSubmit={(event) => void save(event)} noValidate>
      {problem !== null && (
        <p className="app-problem" role="alert">
          {problem}
        </p>
      )}
      <div className="app-fields">
        <Select
          id={`${id}organisation`}
          name="organisation"
          label="Whose patients it speaks of"
          defaultValue={row.organisation ?? ''}
        >
          {organisations
            .filter(({ kind }) => kind === 'provider')
            .map(({ code, name }) => (
              <Select.Option key={code} value={code}>
                {name}
              </Select.Option>
            ))}
        </Select>
        <TextInput
          id={`${id}quiet`}
          name="quietAfterMinutes"
          label="Quiet after so many minutes"
          hint="Empty: as for every other source"
          inputMode="numeric"
          autoComplete="off"
          defaultValue={row.listed?.quietAfterMinutes ?? ''}
        />
      </div>
      <label className="app-tickbox">
        <input type="checkbox" name="accepted" defaultChecked={row.listed?.accepted ?? true} /> Take
        its messages in; without this they are kept and wait
      </label>
      <p className="app-form-actions">
        <button type="submit" className="app-button app-button--strong">
          {busy ? 'Saving' : 'Save'}
        </button>
        <button type="button" className="app-button" onClick={() => done(null)}>
          Cancel
        </button>
      </p>
    </form>
  );
}

const MINUTES_MAX = 100_000;

/** Null where the minutes are none. */
function bodyOf(form: FormData): SourceBody | null {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const minutes = text('quietAfterMinutes');
  const count = Number(minutes);
  if (minutes !== '' && !(Number.isInteger(count) && count >= 1 && count <= MINUTES_MAX))
    return null;
  return {
    commandId: crypto.randomUUID(),
    organisation: text('organisation'),
    accepted: form.get('accepted') !== null,
    quietAfterMinutes: minutes === '' ? null : count,
  };
}
