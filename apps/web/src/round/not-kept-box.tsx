import type { NotKept } from './changes.js';

/** A change that was refused, in the service's own words; until somebody says it again, the row shows what stands. */
export function NotKeptBox(props: {
  readonly problem: NotKept | undefined;
  readonly dismiss: (stay: string) => void;
}) {
  const { problem, dismiss } = props;
  if (problem === undefined) return null;
  return (
    <div className="app-problem" role="alert">
      <p>
        <b>Not kept: {problem.words}.</b> {problem.error.message}
      </p>
      <button type="button" className="app-button" onClick={() => dismiss(problem.stay)}>
        Close this message
      </button>
    </div>
  );
}
