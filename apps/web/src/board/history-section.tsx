import type { HistoryEntry } from '#contracts';
import type { LocalDate } from '#domain';
import { useReference } from '../api/reference.js';
import { useGet } from '../api/use-get.js';
import { factNote, factSentence, factTimes, seenOnce } from '../words/history.js';

/** The facts of the stay, newest first, read again when the day changes. */
export function HistorySection(props: {
  readonly stay: string;
  readonly version: number;
  readonly today: LocalDate;
}) {
  const reference = useReference();
  // The version changes nothing for the service; it makes the question a new one.
  const history = useGet<{ readonly facts: readonly HistoryEntry[] }>(
    `/stays/${encodeURIComponent(props.stay)}/history`,
    props.version,
  );
  if (history.state === 'loading') return <p role="status">Reading the history</p>;
  if (history.state === 'unreached')
    return (
      <p>
        The history cannot be read while the line is down.{' '}
        <button type="button" className="app-button" onClick={history.again}>
          Try again
        </button>
      </p>
    );
  if (history.state === 'refused') return <p>{history.error.message}</p>;
  return (
    <div className="app-history" role="group" aria-label="History of the stay" tabIndex={0}>
      <ol>
        {seenOnce(history.value.facts)
          .reverse()
          .map((entry) => {
            const times = factTimes(entry);
            const note = factNote(entry);
            return (
              <li key={entry.seq}>
                <p className="app-quiet">
                  {times.at}, {reference.person(entry.by)}
                  {times.told !== null && ` (recorded ${times.told})`}
                </p>
                <p>{factSentence(entry, reference)}</p>
                {note !== null && <p className="app-note">{note}</p>}
              </li>
            );
          })}
      </ol>
    </div>
  );
}
