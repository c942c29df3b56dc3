import { useId } from 'react';
import { Textarea } from 'nhsuk-react-components';

const NOTE_MAX = 2_000;

export function TextArea(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
}) {
  const id = useId();
  return (
    <Textarea
      id={id}
      label={props.label}
      rows={2}
      maxLength={NOTE_MAX}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      {...(props.hint === undefined ? {} : { hint: props.hint })}
    />
  );
}
