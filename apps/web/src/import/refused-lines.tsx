/** Of a long list so many are shown; the rest are counted. */
const SHOWN_MAX = 100;

/** A line of a file, and what is to be said of it. */
interface Line {
  readonly line: number | null;
  readonly field: string | null;
  /** Ward and bed, where they are known. */
  readonly where: string | null;
  readonly words: string;
}

export function RefusedLines({
  title,
  lines,
}: {
  readonly title: string;
  readonly lines: readonly Line[];
}) {
  if (lines.length === 0) return null;
  const more = lines.length - SHOWN_MAX;
  return (
    <section className="app-scroll" tabIndex={0} aria-label={title}>
      <table className="app-table app-lines">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col" className="app-number">
              Line
            </th>
            <th scope="col">Column</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {lines.slice(0, SHOWN_MAX).map((one, index) => (
            <tr key={index}>
              <td className="app-number">{one.line ?? ''}</td>
              <td>{one.field ?? (one.line === null ? '' : 'the whole row')}</td>
              <td>
                {one.words} {one.where !== null && <small>{one.where}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="app-quiet">and {more} more</p>}
    </section>
  );
}
