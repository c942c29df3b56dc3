import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { TextInput } from 'nhsuk-react-components';
import type { ReasonEntry } from '#domain';
import { Dialog } from '../parts/dialog.js';
import { AllReasons, inGroups } from './all-reasons.js';

/** Every reason there is, found by its words: Enter takes the first of those that are shown. */
export function ReasonsDialog(props: {
  readonly reasons: readonly ReasonEntry[];
  readonly choose: (code: string) => void;
  readonly close: () => void;
}) {
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLocaleLowerCase('en-GB');
  const found = props.reasons.filter(({ name }) =>
    name.toLocaleLowerCase('en-GB').includes(wanted),
  );
  const first = wanted === '' ? undefined : inGroups(found)[0]?.reasons[0];

  function press(event: KeyboardEvent): void {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    // A browser would empty the box at Escape, and press what has the focus next at Enter.
    event.preventDefault();
    if (event.key === 'Escape') props.close();
    else if (first !== undefined) props.choose(first.code);
  }

  return (
    <Dialog title="Red, waiting for" close={props.close}>
      <TextInput
        id="reason-search"
        type="search"
        label={`Search all ${props.reasons.length} reasons`}
        hint="Enter takes the first that is found."
        autoComplete="off"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={press}
      />
      {found.length === 0 ? (
        <p role="status">No reason has these words.</p>
      ) : (
        <AllReasons reasons={found} first={first?.code ?? null} choose={props.choose} />
      )}
    </Dialog>
  );
}
