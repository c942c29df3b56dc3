import { useState } from 'react';
import type { FormEvent } from 'react';
import { TextInput } from 'nhsuk-react-components';
import { Link } from 'wouter';
import type { Unnamed } from '#contracts';
import { errorOf, isGood, request } from '../api/http.js';
import { useReference } from '../api/reference.js';
import { RetryButton } from '../arrivals/retry-button.js';
import { BedNames } from './bed-names.js';
import { mappingBody } from './drafts.js';
import type { NamedSource, Names } from './drafts.js';
import { WardNames } from './ward-names.js';

interface Saved {
  /** What waited for a name before, and what still does; null where it could not be asked. */
  readonly before: number;
  readonly rest: number | null;
}

/** The whole table of one source, changed here and saved at once. */
export function NamesForm(props: {
  readonly source: NamedSource;
  readonly names: Names;
  readonly done: () => void;
}) {
  const { source, done } = props;
  const { wards } = useReference();
  const [names, setNames] = useState(props.names);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [saved, setSaved] = useState<Saved | null>(null);
  const changes = changesIn(props.names, names);
  const organisation = organisationOf(source, names, wards);

  async function save(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (busy) return;
    if (changes === 0) return setProblem('Nothing is changed yet. Choose a ward for a name.');
    if (organisation === null) return setProblem('Choose a ward for one of the names first.');
    setBusy(true);
    setProblem(null);
    const path = `/mappings/${encodeURIComponent(source.source)}`;
    const body = { commandId: crypto.randomUUID(), ...mappingBody(organisation, names) };
    const reply = await request('PUT', path, body);
    const rest = await messagesWaiting(source.source);
    setBusy(false);
    if (reply.kind === 'unreached')
      return setProblem('The service could not be reached. Nothing was changed; save again.');
    if (!isGood(reply.status)) return setProblem(errorOf(reply.body).message);
    const before = props.names.wards.reduce((sum, { messages }) => sum + messages, 0);
    setSaved({ before, rest });
  }

  if (saved !== null) return <NamesSaved source={source.source} saved={saved} done={done} />;
  return (
    <form className="app-names" onSubmit={(event) => void save(event)} noValidate>
      <WardNames
        lines={names.wards}
        organisation={source.organisation}
        change={(lines) => setNames({ ...names, wards: lines })}
      />
      <AddName
        add={(name) => {
          const line = { name, site: null, ward: '', messages: 0, rows: 0 };
          setNames({ ...names, wards: [...names.wards, line] });
        }}
      />
      <BedNames lines={names.beds} change={(beds) => setNames({ ...names, beds })} />
      {problem !== null && (
        <p className="app-problem" role="alert">
          {problem}
        </p>
      )}
      <p className="app-form-actions">
        <button type="submit" className="app-button app-button--strong app-button--large">
          {busy ? 'Saving' : saveWords(changes)}
        </button>
        {changes > 0 && (
          <button type="button" className="app-button" onClick={() => setNames(props.names)}>
            Leave as it was
          </button>
        )}
      </p>
    </form>
  );
}

function saveWords(changes: number): string {
  if (changes === 0) return 'Save the names';
  return changes === 1 ? 'Save 1 name' : `Save ${changes} names`;
}

function changesIn(before: Names, now: Names): number {
  const key = (one: object) => JSON.stringify(one);
  const held = new Set([...before.wards, ...before.beds].map(key));
  return [...now.wards.filter((one) => one.ward !== '' || held.has(key(one))), ...now.beds]
    .filter((one) => !held.has(key(one)))
    .concat(before.wards.filter(({ name, site, ward }) => ward !== '' && isUnset(now, name, site)))
    .length;
}

function isUnset({ wards }: Names, name: string, site: string | null): boolean {
  return wards.some((one) => one.name === name && one.site === site && one.ward === '');
}

/** Whose wards the table speaks of: as the source is set, else those that were chosen. */
function organisationOf(
  { organisation }: NamedSource,
  { wards }: Names,
  known: ReturnType<typeof useReference>['wards'],
): string | null {
  if (organisation !== null) return organisation;
  const codes = new Set(wards.map(({ ward }) => ward));
  return known.find(({ code }) => codes.has(code))?.organisation ?? null;
}

/** Messages of a source that still wait for the name of a ward; null where it could not be asked. */
async function messagesWaiting(source: string): Promise<number | null> {
  const reply = await request('GET', '/mappings');
  if (reply.kind === 'unreached' || !isGood(reply.status)) return null;
  return (reply.body as Unnamed).wards
    .filter((one) => one.source === source)
    .reduce((sum, { messages }) => sum + messages, 0);
}

function NamesSaved(props: {
  readonly source: string;
  readonly saved: Saved;
  readonly done: () => void;
}) {
  const { before, rest } = props.saved;
  const taken = rest === null ? null : before - rest;
  return (
    <div className="app-outcome" role="status">
      <h2>The names are kept</h2>
      {before > 0 && (
        <p className="app-sentence">
          {taken === null
            ? 'What waited for them is taken up.'
            : `${taken} of ${before === 1 ? '1 message' : `${before} messages`} that waited for a name ${taken === 1 ? 'is' : 'are'} taken up.`}
        </p>
      )}
      <p>
        Rows of a census file are not taken up by themselves:{' '}
        <Link href="/import">bring the file in again</Link>. What was taken before stays as it is.
      </p>
      <p className="app-form-actions">
        <button type="button" className="app-button app-button--strong" onClick={props.done}>
          Back to the names
        </button>
        <RetryButton
          source={props.source}
          words="Try everything of this source again"
          done={() => undefined}
        />
      </p>
    </div>
  );
}

function AddName({ add }: { readonly add: (name: string) => void }) {
  const [name, setName] = useState('');
  function put(): void {
    if (name.trim() === '') return;
    add(name.trim());
    setName('');
  }
  return (
    <div className="app-add-name">
      <TextInput
        id="add-name"
        label="Add a name before it comes"
        hint="As the feed writes it"
        autoComplete="off"
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          put();
        }}
      />
      <button type="button" className="app-button" onClick={put}>
        Add the name
      </button>
    </div>
  );
}
