import type { ReasonEntry } from '#domain';

const SCOPES = [
  ['internal', 'Inside the hospital'],
  ['external', 'With a partner'],
] as const;

/** Every reason of the list, by who can move it. */
export function AllReasons(props: {
  readonly reasons: readonly ReasonEntry[];
  readonly choose: (code: string) => void;
}) {
  return (
    <div className="app-all-reasons">
      {SCOPES.map(([scope, title]) => (
        <section key={scope}>
          <h3>{title}</h3>
          <ul>
            {props.reasons
              .filter((reason) => (reason.scope ?? 'internal') === scope)
              .map((reason) => (
                <li key={reason.code}>
                  <button type="button" onClick={() => props.choose(reason.code)}>
                    {reason.name}
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
