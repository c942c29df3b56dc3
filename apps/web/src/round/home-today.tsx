import type { LocalDate, Row } from '#domain';
import { TickIcon } from '../parts/icons.js';
import { clockTime } from '../words/dates.js';
import { TimeOptions } from './time-choice.js';
import { HOME_WORDS } from './round-words.js';
import type { ChangeTools } from './use-changes.js';

export type Discharge = keyof typeof HOME_WORDS;

const KEYS: Readonly<Record<Discharge, string>> = { definite: 'D', potential: 'P', no: 'N' };

/** Says whether a patient goes home today, and keeps the hour, the way and the lounge that were said before. */
export function sayToday(
  plan: ChangeTools['plan'],
  row: Row,
  discharge: Discharge,
  time?: string,
): void {
  const { today } = row;
  const expectedAt =
    discharge === 'no'
      ? undefined
      : (time ?? (today?.expectedAt == null ? undefined : clockTime(today.expectedAt)));
  plan(
    row,
    {
      today: {
        discharge,
        ...(expectedAt === undefined || expectedAt === '' ? {} : { expectedAt }),
        ...(today?.transport == null ? {} : { transport: today.transport }),
        ...(today?.lounge == null ? {} : { lounge: today.lounge }),
      },
    },
    `home today: ${HOME_WORDS[discharge].toLowerCase()}${expectedAt ? ` ${expectedAt}` : ''}`,
  );
}

/** First out tomorrow, or not; pressing again takes it back. */
export function sayFirstOut(plan: ChangeTools['plan'], row: Row): void {
  const first = row.tomorrow?.firstOut !== true;
  plan(
    row,
    {
      tomorrow: {
        discharge: first ? 'definite' : (row.tomorrow?.discharge ?? 'no'),
        firstOut: first,
      },
    },
    first ? 'first out tomorrow' : 'not first out tomorrow',
  );
}

/** Home today, with its hour, and first out tomorrow. */
export function HomeToday(props: {
  readonly row: Row;
  readonly today: LocalDate;
  readonly plan: ChangeTools['plan'];
  readonly keys: boolean;
}) {
  const { row, plan, keys } = props;
  const said = row.today?.discharge ?? null;
  const firstOut = row.tomorrow?.firstOut === true;
  return (
    <div className="app-home-asked" role="group" aria-label="Home today?">
      <h2>
        Home today?{' '}
        {said === 'definite' && firstOut && <small>home today or tomorrow? both are on</small>}
        {row.today?.carriedOver === true && <small>said yesterday: {said}. Still so?</small>}
      </h2>
      <div className="app-home-line">
        <div className="app-segment">
          {(['definite', 'potential', 'no'] as const).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={said === one}
              onClick={() => sayToday(plan, row, one)}
            >
              {said === one && <TickIcon />} {HOME_WORDS[one]}
              {keys && said !== one && <kbd>{KEYS[one]}</kbd>}
            </button>
          ))}
        </div>
        <HomeTime row={row} plan={plan} />
        <button
          type="button"
          className="app-home-first"
          aria-pressed={firstOut}
          onClick={() => sayFirstOut(plan, row)}
        >
          {firstOut && <TickIcon />}
          <span>First out tomorrow</span>
          {keys && !firstOut && <kbd>F</kbd>}
        </button>
      </div>
    </div>
  );
}

/** The hour, from a list. It means nothing while nobody goes home. */
function HomeTime({ row, plan }: { readonly row: Row; readonly plan: ChangeTools['plan'] }) {
  const { today } = row;
  const shown = today?.expectedAt == null ? '' : clockTime(today.expectedAt);
  const discharge = today?.discharge ?? 'no';
  return (
    <select
      className="app-home-time"
      value={shown}
      disabled={discharge === 'no'}
      aria-label="Home today, at what time"
      onChange={(event) => sayToday(plan, row, discharge, event.currentTarget.value)}
    >
      <option value="">at …</option>
      <TimeOptions from="07:00" to="22:00" said={shown} />
    </select>
  );
}
