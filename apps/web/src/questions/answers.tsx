import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ArrivalQuestion } from '#contracts';
import type { Destination, Row } from '#domain';
import { useReference } from '../api/reference.js';
import { DESTINATIONS } from '../by-hand/destinations.js';
import { useByHand } from '../by-hand/use-by-hand.js';
import { mayImport } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { isOfTheFile } from './question-words.js';
import { sayIsSame, sayOf, sayTakenBack } from './use-answer.js';
import type { AnswerTools } from './use-answer.js';

interface Asked {
  readonly question: ArrivalQuestion;
  readonly tools: AnswerTools;
}

function Answer(props: {
  readonly strong?: boolean;
  /** Takes the focus of the button that made place for it. */
  readonly first?: boolean;
  readonly tools: AnswerTools;
  readonly press: () => void;
  readonly children: ReactNode;
}) {
  const { strong = false, first = false, tools, press } = props;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (first) button.current?.focus();
  }, [first]);
  return (
    <button
      ref={button}
      type="button"
      className={strong ? 'app-button app-button--strong' : 'app-button'}
      disabled={tools.busy}
      onClick={press}
    >
      {props.children}
    </button>
  );
}

/** Missing from a file, or not named by it: still here, or gone and where to. */
export function HereOrGone({ question, tools, row }: Asked & { readonly row: Row }) {
  const { say } = useByHand(row);
  const [asksWhere, setAsksWhere] = useState(false);
  const who = row.patient.displayName || 'The patient';
  const by = (verb: 'still-here' | 'leave', own: object, words: string) =>
    sayAndSettle({ question, tools, row }, words, (commandId) => say(verb, own, words, commandId));
  // Nobody saw when: the file that first missed the patient is the latest it can have been.
  const at = row.gone === null ? {} : { at: row.gone.between[1] };
  if (asksWhere)
    return (
      <div className="app-form-actions" role="group" aria-label={`${who} is gone, to where?`}>
        {DESTINATIONS.map(([to, words]: readonly [Destination, string], index) => (
          <Answer
            key={to}
            first={index === 0}
            tools={tools}
            press={() => by('leave', { to, ...at }, `${who} is gone: ${words.toLowerCase()}`)}
          >
            {words}
          </Answer>
        ))}
        <Answer tools={tools} press={() => setAsksWhere(false)}>
          Back
        </Answer>
      </div>
    );
  return (
    <div className="app-form-actions">
      <Answer
        strong
        tools={tools}
        press={() =>
          row.gone === null
            ? tools.settle(`${who} is still here`)
            : by('still-here', {}, `${who} is still here`)
        }
      >
        Still here
      </Answer>
      <Answer tools={tools} press={() => setAsksWhere(true)}>
        Gone, to …
      </Answer>
    </div>
  );
}

/** Says it of the stay first; a file that asks goes on asking until the next one, though the ward has said. */
function sayAndSettle(
  { question, tools, row }: Asked & { readonly row: Row },
  words: string,
  say: (commandId: string) => Promise<boolean>,
): void {
  const command = crypto.randomUUID();
  const ofFile = (answer: 'settled' | 'open') =>
    question.source === null ? null : sayOf(question, answer);
  tools.act(
    words,
    async () => ((await say(command)) ? ofFile('settled') : NOT_KEPT),
    async () => (await sayTakenBack(row.stay, command)) ?? ofFile('open'),
  );
}

const NOT_KEPT = 'It could not be kept; look at the board and try again.';

/** Board and file put the patient into different beds: one of them stands. */
export function WhichStands({ question, tools, row }: Asked & { readonly row: Row }) {
  const { say } = useByHand(row);
  const { ward: wardName } = useReference();
  const { says } = question;
  if (says === null) return null;
  const words = `moved to ${wardName(says.ward)}${says.bed === null ? '' : `, bed ${says.bed}`}`;
  return (
    <div className="app-form-actions">
      <Answer strong tools={tools} press={() => tools.settle('the board is right')}>
        The board is right
      </Answer>
      <Answer
        tools={tools}
        press={() =>
          sayAndSettle({ question, tools, row }, words, (commandId) =>
            say('move', { ward: says.ward, bed: says.bed }, words, commandId),
          )
        }
      >
        The file is right: move the patient
      </Answer>
    </div>
  );
}

/** Two stays: two people, or one. The second is asked twice, since it ends a stay. */
export function OneOrTwo({ question, tools }: Asked) {
  const [sure, setSure] = useState(false);
  const [a, b] = question.stays;
  if (a === undefined || b === undefined) return null;
  if (sure)
    return (
      <div className="app-form-actions" role="group" aria-label="Join the two stays?">
        <p>
          The stay that began first goes on with both histories, the other ends. You can undo it
          until somebody says more of either.
        </p>
        <Answer
          strong
          first
          tools={tools}
          press={() => {
            const command = crypto.randomUUID();
            tools.act(
              'one person, one stay',
              () => sayIsSame(a, b, command),
              () => sayTakenBack(a, command),
            );
          }}
        >
          Yes, one person
        </Answer>
        <Answer tools={tools} press={() => setSure(false)}>
          Back
        </Answer>
      </div>
    );
  return (
    <div className="app-form-actions">
      <Answer tools={tools} press={() => setSure(true)}>
        Same person
      </Answer>
      <Answer tools={tools} press={() => tools.settle('two people')}>
        Two people
      </Answer>
    </div>
  );
}

/** What is put right elsewhere: in the file, or on the board. */
export function PutRight({ question, tools }: Asked) {
  const session = useSession();
  const { ward: wardName } = useReference();
  const { ward } = question;
  return (
    <div className="app-form-actions">
      {isOfTheFile(question) && mayImport(session) && (
        <Link href="/import" className="app-button app-button--strong">
          Bring in the mended file
        </Link>
      )}
      {ward !== null && (
        <Link href={`/wards/${encodeURIComponent(ward)}`} className="app-button">
          Open {wardName(ward)}
        </Link>
      )}
      <Answer tools={tools} press={() => tools.settle('the board stands as it is')}>
        The board is right
      </Answer>
    </div>
  );
}
