import { GreenRed } from '../board/green-red.js';
import { TickIcon } from '../parts/icons.js';
import type { Answering } from './use-answering.js';

/** The answers in their fixed places: at the huddle "as planned" stands first. */
export function RoundAnswers({ answering }: { readonly answering: Answering }) {
  const { said, planned, kind } = answering;
  return (
    <div
      className={`app-answers app-round-answers${kind === 'final' ? ' app-round-answers--huddle' : ''}`}
      role="group"
      aria-label={kind === 'final' ? 'The final word of today' : 'The plan for today'}
    >
      {kind === 'final' && (
        <button
          type="button"
          className="app-answer app-answer--as-planned"
          aria-disabled={planned === null}
          onClick={answering.asPlanned}
        >
          <span>
            <b>As planned</b>
            <small>{planned === null ? 'nothing was planned' : planned.words}</small>
          </span>
          <kbd>Y</kbd>
        </button>
      )}
      <GreenRed
        kind={kind}
        chosen={said?.kind === kind ? said.colour : null}
        chosenWords={answering.waiting ? 'To send' : 'Chosen'}
        redWords={answering.redWords}
        green={answering.green}
        red={answering.red}
      />
    </div>
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
            className={`app-choice${choice.code === preset ? ' app-choice--preset' : ''}`}
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
