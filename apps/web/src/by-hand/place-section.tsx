import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { Select, TextInput } from 'nhsuk-react-components';
import type { Board } from '#contracts';
import { londonDate } from '#domain';
import type { Row } from '#domain';
import { useReference } from '../api/reference.js';
import { Problem } from '../parts/problem.js';
import { mayDo } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { moment } from '../words/dates.js';
import { DESTINATIONS } from './destinations.js';
import { useByHand } from './use-by-hand.js';
import type { ByHandTools } from './use-by-hand.js';

interface Parts {
  readonly row: Row;
  readonly board: Board;
}

type Asking = 'nothing' | 'move' | 'leave' | 'residence';

/** Where the patient is, as the ward knows it before any feed does. */
export function PlaceSection({ row, board }: Parts) {
  const session = useSession();
  const tools = useByHand(row);
  const { organisation } = useReference();
  const [asking, setAsking] = useState<Asking>('nothing');
  const done = () => setAsking('nothing');
  if (row.gone !== null) return <p>Answer above first: is the patient gone?</p>;
  return (
    <div className="app-by-hand">
      {row.away !== null && (
        <p>On leave since {moment(row.away, board.date, londonDate(row.away))}. The bed is held.</p>
      )}
      <Problem what="Not kept" why={tools.problem?.message ?? null} />
      {asking === 'nothing' && (
        <div className="app-by-hand-choices">
          {mayDo(session, 'move', board) && (
            <button type="button" className="app-button" onClick={() => setAsking('move')}>
              Move
            </button>
          )}
          {mayDo(session, 'leave', board) && (
            <button type="button" className="app-button" onClick={() => setAsking('leave')}>
              Has left
            </button>
          )}
          {mayDo(session, 'move', board) && <Leave row={row} tools={tools} />}
          {mayDo(session, 'admit', board) && (
            <button type="button" className="app-button" onClick={() => setAsking('residence')}>
              {row.responsibleAuthority === null
                ? 'Council not known'
                : `Lives in ${organisation(row.responsibleAuthority)}`}
            </button>
          )}
        </div>
      )}
      {asking === 'move' && <MoveForm row={row} board={board} tools={tools} done={done} />}
      {asking === 'residence' && <ResidenceForm row={row} tools={tools} done={done} />}
      {asking === 'leave' && <LeaveForm row={row} tools={tools} done={done} />}
      <p className="app-quiet">
        The next census or message confirms or corrects what you say here.
      </p>
    </div>
  );
}

/** Leave from the ward for hours or a night, with the bed held. */
function Leave({ row, tools }: { readonly row: Row; readonly tools: ByHandTools }) {
  const away = row.away !== null;
  return (
    <button
      type="button"
      className="app-button"
      disabled={tools.busy}
      onClick={() =>
        void (away ? tools.say('back', {}, 'back from leave') : tools.say('away', {}, 'on leave'))
      }
    >
      {away ? 'Is back' : 'Goes on leave'}
    </button>
  );
}

interface FormParts {
  readonly row: Row;
  readonly tools: ByHandTools;
  readonly done: () => void;
}

const collator = new Intl.Collator('en-GB', { numeric: true });

function MoveForm({ row, board, tools, done }: FormParts & { readonly board: Board }) {
  const { wards, ward: wardName } = useReference();
  const id = useId();
  const choices = wards
    .filter(({ organisation }) => organisation === board.organisation)
    .sort((a, b) => collator.compare(a.name, b.name));

  async function move(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const ward = text(form, 'ward');
    const bed = text(form, 'bed') || null;
    const about = `moves to ${wardName(ward)}${bed === null ? '' : `, bed ${bed}`}`;
    if (await tools.say('move', { ward, bed }, about)) done();
  }

  return (
    <form className="app-form" onSubmit={(event) => void move(event)}>
      <div className="app-fields">
        <Select id={`${id}ward`} name="ward" label="To ward" defaultValue={row.ward}>
          {choices.map(({ code, name }) => (
            <Select.Option key={code} value={code}>
              {name}
            </Select.Option>
          ))}
        </Select>
        <TextInput
          id={`${id}bed`}
          name="bed"
          label="Bed"
          maxLength={20}
          autoComplete="off"
          list={`${id}beds`}
        />
      </div>
      <datalist id={`${id}beds`}>
        {board.beds.map((bed) => (
          <option key={bed} value={bed} />
        ))}
      </datalist>
      <Buttons busy={tools.busy} save="Move the patient" cancel={done} />
    </form>
  );
}

/** Which council answers for where the patient lives: many feeds do not say. */
function ResidenceForm({ row, tools, done }: FormParts) {
  const { organisations, organisation } = useReference();
  const id = useId();
  const known = row.responsibleAuthority;
  const councils = organisations.filter(({ kind }) => kind === 'council').map(({ code }) => code);
  const choices = known === null || councils.includes(known) ? councils : [known, ...councils];

  async function save(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const authority = text(new FormData(event.currentTarget), 'authority') || null;
    const words = authority === null ? 'not known' : organisation(authority);
    if (await tools.say('residence', { authority }, `council of residence: ${words}`)) done();
  }

  return (
    <form className="app-form" onSubmit={(event) => void save(event)}>
      <Select
        id={`${id}authority`}
        name="authority"
        label="Council of residence"
        defaultValue={known ?? ''}
      >
        <Select.Option value="">Not known</Select.Option>
        {choices.map((code) => (
          <Select.Option key={code} value={code}>
            {organisation(code)}
          </Select.Option>
        ))}
      </Select>
      <Buttons busy={tools.busy} save="Save" cancel={done} />
    </form>
  );
}

function LeaveForm({ tools, done }: FormParts) {
  const id = useId();

  async function leave(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const to = text(new FormData(event.currentTarget), 'to');
    if (await tools.say('leave', { to }, 'has left')) done();
  }

  return (
    <form className="app-form" onSubmit={(event) => void leave(event)}>
      <Select id={`${id}to`} name="to" label="Where to" defaultValue="home">
        {DESTINATIONS.map(([code, words]) => (
          <Select.Option key={code} value={code}>
            {words}
          </Select.Option>
        ))}
      </Select>
      <Buttons busy={tools.busy} save="The patient has left" cancel={done} />
    </form>
  );
}

function Buttons(props: {
  readonly busy: boolean;
  readonly save: string;
  readonly cancel: () => void;
}) {
  return (
    <p className="app-form-actions">
      <button type="submit" className="app-button app-button--strong" disabled={props.busy}>
        {props.busy ? 'Saving' : props.save}
      </button>
      <button type="button" className="app-button" onClick={props.cancel}>
        Cancel
      </button>
    </p>
  );
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
