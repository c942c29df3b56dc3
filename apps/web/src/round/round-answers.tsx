import { GreenRed } from '../board/green-red.js';
import { TickIcon } from '../parts/icons.js';
import type { Answering } from './use-answering.js';

/** The answers in their fixed places: at the huddle "as planned" stands first. */
export function RoundAnswers({ answering }: { readonly answering: Answering }) {
  const { said, kind } = answering;
  return (
    <div
      className={`app-answers app-round-answers${kind === 'final' ? ' app-round-answers--huddle' : ''}`}
      role="group"
      aria-label={kind === 'final' ? 'The final word of today' : 'The plan for today'}
    >
      {kind === 'final' && <AsPlanned answering={answering} />}
      <GreenRed
        kind={kind}
        chosen={said?.kind === kind ? said.colour : null}
        chosenWords={answering.waiting ? 'To send' : 'Chosen'}
        asking={answering.pressed}
        redWords={answering.redWords}
        green={answering.green}
        red={answering.red}
      />
    </div>
  );
}

/** The plan confirmed by one press. Where nothing was planned its place stays, and there is nothing to press. */
function AsPlanned({ answering }: { readonly answering: Answering }) {
  const { planned } = answering;
  if (planned === null)
    return <p className="app-answer app-answer--none">Nothing was planned this morning</p>;
  return (
    <button
      type="button"
      className="app-answer app-answer--as-planned"
      onClick={answering.asPlanned}
    >
      <span>
        <b>As planned</b>
        <small>{planned.words}</small>
      </span>
      <kbd>Y</kbd>
    </button>
  );
}

/** Reasons or values in fixed places, each with its digit. The eighth place is for what was carried over. */
export function RoundChoices({ answering }: { readonly answering: Answering }) {
  const { choices, title, hint, picked, preset } = answering;
  return (
    <div className="app-choices app-round-choices" role="group" aria-label={title}>
      <h2>
        {title} <small>{hint}</small>
      </h2>
      <div className="app-choice-grid">
        {choices.map((choice, index) => (
          <button
            key={choice.code}
            type="button"
            className={classesOf(choice, preset)}
            aria-pressed={choice.code === picked}
            onClick={() => answering.choose(index)}
          >
            {choice.code === picked && <TickIcon />}
            <span>
              {choice.name}
              {choice.second !== '' && <small>{choice.second}</small>}
            </span>
            <kbd>{index + 1}</kbd>
          </button>
        ))}
        {answering.asking === 'reason' && (
          <button
            type="button"
            className="app-choice app-choice--other"
            onClick={answering.showAll}
          >
            <span>
              Other reason
              <small>all {answering.allCount}</small>
            </span>
            <kbd>/</kbd>
          </button>
        )}
      </div>
    </div>
  );
}

/** Names longer than this are set smaller, so that the box keeps its height. */
const LONG_NAME = 40;

function classesOf({ code, name }: Answering['choices'][number], preset: string | null): string {
  const long = name.length > LONG_NAME ? ' app-choice--long' : '';
  return `app-choice${code === preset ? ' app-choice--preset' : ''}${long}`;
}
