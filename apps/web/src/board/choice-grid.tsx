import { useId } from 'react';
import type { ReasonEntry } from '#domain';
import { TickIcon } from '../parts/icons.js';

/** Choices in fixed places, each with its digit; pressing one says it. */
export function ChoiceGrid(props: {
  readonly title: string;
  readonly hint: string;
  readonly choices: readonly ReasonEntry[];
  readonly chosen: string | null;
  /** What stands from before and nobody has said today. */
  readonly preset?: string | null;
  readonly choose: (code: string) => void;
  readonly more?: () => void;
  readonly moreOpen?: boolean;
}) {
  const id = useId();
  return (
    <div className="app-choices" role="group" aria-labelledby={id}>
      <h3 id={id}>
        {props.title} <small>{props.hint}</small>
      </h3>
      <div className="app-choice-grid">
        {props.choices.map((choice, index) => (
          <button
            key={choice.code}
            type="button"
            className={`app-choice${choice.code === props.preset ? ' app-choice--preset' : ''}`}
            aria-pressed={choice.code === props.chosen}
            onClick={() => props.choose(choice.code)}
          >
            {choice.code === props.chosen && <TickIcon />}
            <span>{choice.name}</span>
            {index < 9 && <kbd>{index + 1}</kbd>}
          </button>
        ))}
        {props.more !== undefined && (
          <button
            type="button"
            className="app-choice"
            aria-expanded={props.moreOpen ?? false}
            onClick={props.more}
          >
            <span>Other reason</span>
            <kbd>/</kbd>
          </button>
        )}
      </div>
    </div>
  );
}
