/** What each column of a file of wards means; only the first two are needed. */
const COLUMNS: readonly (readonly [name: string, needed: boolean, words: string])[] = [
  ['ward', true, 'the code of the ward, which never changes'],
  ['organisation', true, 'ODS code of the trust, such as RWE'],
  ['name', false, 'as the ward is called'],
  ['site', false, 'code of the hospital, such as RWEAA'],
  ['directorate, service_line', false, 'for lists and reports'],
  ['kind', false, 'acute, community, mental-health, assessment, virtual or elsewhere'],
  ['funded_beds, open_beds', false, 'how many'],
  ['beds', false, 'in the order of the round: A1-A6 B7 B8'],
  ['red_green_from', false, '2026-03-10; empty: not used'],
  ['round_days', false, '1 2 3 4 5, Monday being 1'],
  ['round_at, huddle_at', false, '08:30'],
  ['receives_from_assessment', false, 'yes or no'],
  ['checks', false, 'columns of the board, in order: medicines letter transport'],
];

export const WARD_SAMPLE = [
  'ward,name,organisation,site,kind,beds,red_green_from,round_at',
  'W5,Ward 5,RWE,RWEAA,acute,A1-A14 B15-B28,2026-03-10,08:30',
  'AMU,Acute medical unit,RWE,RWEAA,assessment,1-30,,08:00',
].join('\n');

export function WardColumns() {
  const href = `data:text/csv;charset=utf-8,${encodeURIComponent(`${WARD_SAMPLE}\n`)}`;
  return (
    <section className="app-columns" aria-labelledby="ward-columns">
      <h2 id="ward-columns">What the file needs</h2>
      <p>
        The names of its columns in the first line, in any order, with commas, semicolons or tabs. A
        ward that is known already is changed; a column that is left out has the value of an
        ordinary acute ward.{' '}
        <a href={href} download="wards-sample.csv">
          Download a sample file
        </a>
      </p>
      <dl>
        {COLUMNS.map(([name, needed, words]) => (
          <div key={name}>
            <dt>
              {name} {needed && <span className="app-tag">needed</span>}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
