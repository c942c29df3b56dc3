import { useId, useState } from 'react';
import type { ComponentProps } from 'react';
import { TextInput } from 'nhsuk-react-components';
import { fullDay } from '../words/dates.js';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** A date in a form, and the same date in words: a PC that is set for another country writes it in another order. */
export function DateInput({ onInput, ...input }: ComponentProps<typeof TextInput>) {
  const id = useId();
  const given = input.value ?? input.defaultValue;
  const [said, setSaid] = useState(typeof given === 'string' ? given : '');
  return (
    <div className="app-date">
      <TextInput
        {...input}
        type="date"
        aria-describedby={id}
        onInput={(event) => {
          setSaid(event.currentTarget.value);
          onInput?.(event);
        }}
      />
      <span id={id} className="app-date-words">
        <DateWords date={said} />
      </span>
    </div>
  );
}

/** "Thursday 26 November 2026"; nothing for what is no date. */
export function DateWords({ date }: { readonly date: string }) {
  const real = DATE.test(date) && !Number.isNaN(Date.parse(date));
  return real ? <>{`${fullDay(date)} ${date.slice(0, 4)}`}</> : null;
}
