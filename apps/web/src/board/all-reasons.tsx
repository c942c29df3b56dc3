import type { ReasonEntry } from '#domain';

const SCOPES = [
  ['internal', 'Inside the hospital'],
  ['external', 'With a partner'],
] as const;

/** Reasons by who can move them, in the order in which they are shown; groups with none are left out. */
export function inGroups(reasons: readonly ReasonEntry[]) {
  return SCOPES.map(([scope, title]) => ({
    title,
    reasons: reasons.filter((reason) => (reason.scope ?? 'internal') === scope),
  })).filter((group) => group.reasons.length > 0);
}

/** Every reason of the list, by who can move it. */
export function AllReasons(props: {
  readonly reasons: readonly ReasonEntry[];
  /** The one that Enter takes. */
  readonly first: string | null;
  readonly choose: (code: string) => void;
}) {
  return (
    <div className="app-all-reasons">
      {inGroups(props.reasons).map(({ title, reasons }) => (
        <section key={title}>
          <h3>{title}</h3>
          <ul>
            {reasons.map(({ code, name }) => (
              <li key={code}>
                <button type="button" onClick={() => props.choose(code)}>
                  {name} {code === props.first && <kbd>Enter</kbd>}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
