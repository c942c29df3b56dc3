import type { CheckEntry, Row } from '#domain';
import { CheckGlyph } from '../parts/icons.js';
import { CHECK_WORDS, nextCheckState } from './round-words.js';
import type { ChangeTools } from './use-changes.js';

/** What is still missing: a press walks a check from to do to asked, done, and not needed. */
export function CheckRow(props: {
  readonly row: Row;
  readonly checks: readonly CheckEntry[];
  readonly plan: ChangeTools['plan'];
}) {
  const { row, checks, plan } = props;
  if (checks.length === 0) return null;
  return (
    <div className="app-checks" role="group" aria-label="Checks">
      <h2>
        Checks <small>to do, asked, done, not needed</small>
      </h2>
      <div className="app-checks-line">
        {checks.map(({ code, name, label }) => {
          const state = row.checks.find((one) => one.code === code)?.state ?? 'to-do';
          const next = nextCheckState(state === 'to-do' ? null : state);
          return (
            <button
              key={code}
              type="button"
              className="app-check"
              title={name}
              onClick={() =>
                plan(
                  row,
                  { checks: [{ code, state: next }] },
                  `${name.toLowerCase()}: ${CHECK_WORDS[next]}`,
                )
              }
            >
              <CheckGlyph state={state} />
              <span aria-hidden="true">{label}</span>
              <span className="app-hidden">
                {name}: {CHECK_WORDS[state]}
              </span>
            </button>
          );
        })}
      </div>
    </div>
  );
}
