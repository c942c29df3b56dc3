import { useId } from 'react';
import type { FormEvent } from 'react';
import { Select, TextInput, Textarea } from 'nhsuk-react-components';
import type { LocalDate, Row } from '#domain';
import { useReference } from '../api/reference.js';
import { listOn } from '../board/reasons.js';
import { DateInput } from '../parts/date-input.js';
import type { PlanChange } from './changes.js';
import type { ChangeTools } from './use-changes.js';

const TEXT_MAX = 2_000;

/** When, by which criteria, how and where to a patient leaves. Only what was changed is sent. */
export function PlanForm(props: {
  readonly row: Row;
  readonly today: LocalDate;
  readonly plan: ChangeTools['plan'];
  readonly done: () => void;
}) {
  const { row, today, plan, done } = props;
  const id = useId();

  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const change = changeOf(row, new FormData(event.currentTarget));
    if (Object.keys(change).length > 0) plan(row, change, aboutOf(change));
    done();
  }

  return (
    <form className="app-plan-form" onSubmit={save} noValidate>
      <div className="app-fields">
        <DateInput
          id={`${id}date`}
          name="expected"
          label="Expected date of discharge"
          min={row.admittedOn}
          defaultValue={row.expectedDischargeDate ?? ''}
        />
        {row.expectedDischargeDate !== null && (
          <TextInput
            id={`${id}slip`}
            name="slip"
            label="Why the date moves"
            maxLength={TEXT_MAX}
            autoComplete="off"
          />
        )}
      </div>
      <CriteriaFields id={id} row={row} />
      <div className="app-fields">
        <Codes
          id={`${id}pathway`}
          name="pathway"
          label="Pathway"
          list="pathways"
          value={row.pathway}
          today={today}
        />
        <Codes
          id={`${id}destination`}
          name="destination"
          label="Where to"
          list="destinations"
          value={row.destination}
          today={today}
        />
      </div>
      <p className="app-form-actions">
        <button type="submit" className="app-button app-button--strong">
          Save the plan
        </button>
        <button type="button" className="app-button" onClick={done}>
          Cancel
        </button>
      </p>
    </form>
  );
}

function CriteriaFields({ id, row }: { readonly id: string; readonly row: Row }) {
  return (
    <>
      <Textarea
        id={`${id}physiological`}
        name="physiological"
        label="Criteria for discharge: what the body must do"
        hint="For example: no oxygen for 24 hours, eats and drinks"
        rows={2}
        maxLength={TEXT_MAX}
        defaultValue={row.criteriaForDischarge?.physiological ?? ''}
      />
      <Textarea
        id={`${id}functional`}
        name="functional"
        label="Criteria for discharge: what the patient must manage"
        hint="For example: walks to the toilet with a frame"
        rows={2}
        maxLength={TEXT_MAX}
        defaultValue={row.criteriaForDischarge?.functional ?? ''}
      />
    </>
  );
}

function Codes(props: {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly list: string;
  readonly value: string | null;
  readonly today: LocalDate;
}) {
  const { lists } = useReference();
  return (
    <Select id={props.id} name={props.name} label={props.label} defaultValue={props.value ?? ''}>
      <Select.Option value="">Not said</Select.Option>
      {(listOn(lists, props.list, props.today)?.reasons ?? []).map(({ code, name }) => (
        <Select.Option key={code} value={code}>
          {name}
        </Select.Option>
      ))}
    </Select>
  );
}

/** What of a filled form differs from the plan that stands. */
function changeOf(
  row: Pick<Row, 'expectedDischargeDate' | 'criteriaForDischarge' | 'pathway' | 'destination'>,
  form: Pick<FormData, 'get'>,
): PlanChange {
  const said = (name: string) => {
    const value = form.get(name);
    const text = typeof value === 'string' ? value.trim() : '';
    return text === '' ? null : text;
  };
  const expected = said('expected');
  const slip = said('slip');
  const physiological = said('physiological');
  const functional = said('functional');
  const held = row.criteriaForDischarge;
  const criteria =
    physiological !== (held?.physiological ?? null) || functional !== (held?.functional ?? null);
  return {
    ...(expected === row.expectedDischargeDate
      ? {}
      : {
          expectedDischargeDate: expected,
          ...(slip === null ? {} : { slipReason: slip }),
        }),
    ...(criteria ? { criteriaForDischarge: { physiological, functional } } : {}),
    ...(said('pathway') === row.pathway ? {} : { pathway: said('pathway') }),
    ...(said('destination') === row.destination ? {} : { destination: said('destination') }),
  };
}

function aboutOf(change: PlanChange): string {
  if (change.expectedDischargeDate !== undefined) return 'expected date';
  return change.criteriaForDischarge === undefined ? 'plan' : 'criteria for discharge';
}
