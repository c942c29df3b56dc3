import type { Colour, MarkKind } from '#domain';
import { TickIcon, TriangleIcon } from '../parts/icons.js';

/** The two answers of a day, drawn alike wherever they are given. */
export function GreenRed(props: {
  readonly kind: MarkKind;
  /** What is said of the day in this kind, if anything is. */
  readonly chosen: Colour | null;
  readonly chosenWords?: string;
  /** The colour that was pressed and asks on: a value or a reason is still to be said. */
  readonly asking?: Colour | null;
  readonly redWords: string;
  /** What the day gave, where a final green says it. */
  readonly gave?: string | null;
  readonly green: () => void;
  readonly red: () => void;
}) {
  const { chosen, chosenWords = 'Chosen', asking = null } = props;
  const step = props.kind === 'final' ? 'was a step towards home' : 'a step towards home';
  const kept = props.gave == null ? step : `gave: ${props.gave}`;
  const greenWords = asking === 'green' ? 'now say what today gave' : kept;
  const redWords = asking === 'red' ? 'now say what the patient waits for' : props.redWords;
  const answers = [
    { colour: 'green', name: 'Green', words: greenWords, press: props.green, Icon: TickIcon },
    { colour: 'red', name: 'Red', words: redWords, press: props.red, Icon: TriangleIcon },
  ] as const;
  return answers.map(({ colour, name, words, press, Icon }) => (
    <button
      key={colour}
      type="button"
      className={`app-answer app-answer--${colour}${asking === colour ? ' app-answer--asking' : ''}`}
      aria-pressed={chosen === colour}
      onClick={press}
    >
      <Icon />
      <span>
        <b>{name}</b>
        <small>{words}</small>
      </span>
      {chosen === colour && (
        <span className="app-chosen">
          <TickIcon /> {chosenWords}
        </span>
      )}
      <kbd>{name.charAt(0)}</kbd>
    </button>
  ));
}
