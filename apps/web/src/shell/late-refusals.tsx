import { useLateRefusals } from '../commands/use-commands.js';

/** What was done before the page was last closed, and could not be kept when it was sent at last. */
export function LateRefusals() {
  const { refused, dismiss } = useLateRefusals();
  return refused.map(({ command, error }) => (
    <div key={command.commandId} className="app-problem app-problem--late" role="alert">
      <p>
        <b>
          {command.where}: {command.about} was not kept.
        </b>{' '}
        It had waited on this device to be sent. {error.message}
      </p>
      <button type="button" className="app-button" onClick={() => dismiss(command.commandId)}>
        Close this message
      </button>
    </div>
  ));
}
