import { useId } from 'react';
import { Select } from 'nhsuk-react-components';

/** One of some values, chosen by its words; with `all` also none of them. */
export function Choice(props: {
  readonly label: string;
  readonly value: string;
  readonly all?: boolean;
  readonly choose: (value: string) => void;
  readonly children: readonly (readonly [value: string, words: string])[];
}) {
  const id = useId();
  return (
    <Select
      id={id}
      label={props.label}
      value={props.value}
      onChange={(event) => props.choose(event.currentTarget.value)}
    >
      {props.all && <Select.Option value="">All</Select.Option>}
      {props.children.map(([value, words]) => (
        <Select.Option key={value} value={value}>
          {words}
        </Select.Option>
      ))}
    </Select>
  );
}
