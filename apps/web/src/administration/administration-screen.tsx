import { useState } from 'react';
import { Link } from 'wouter';
import type { WardListed } from '#contracts';
import { useReference } from '../api/reference.js';
import { ArrivalsNav } from '../arrivals/arrivals-nav.js';
import { Reading, Refused } from '../parts/state-page.js';
import { maySetWards } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { NotLiveBanner } from '../shell/not-live-banner.js';
import { useTitle } from '../shell/shell.js';
import { WardForm } from './ward-form.js';
import { WardsFile } from './wards-file.js';
import { KIND_WORDS, daysWords, longDate } from './ward-words.js';

const collator = new Intl.Collator('en-GB', { numeric: true });

/** Every ward with its settings, by organisation and site; one at a time is changed. */
export function AdministrationScreen() {
  const session = useSession();
  const reference = useReference();
  const [editing, setEditing] = useState<Editing>({ what: 'list' });
  const [said, setSaid] = useState<string | null>(null);
  useTitle('Ward settings');
  if (!maySetWards(session)) return <Refused code="not-allowed" />;
  if (!reference.wardsLoaded) return <Reading what="the wards" />;
  function done(words: string | null): void {
    setEditing({ what: 'list' });
    setSaid(words);
    if (words !== null) reference.readAgain();
  }
  return (
    <>
      <NotLiveBanner />
      <ArrivalsNav />
      <div className="app-page app-page--wide">
        <div className="app-page-head">
          <h1>{headingOf(editing)}</h1>
          {editing.what === 'list' && (
            <p className="app-form-actions">
              <button
                type="button"
                className="app-button"
                onClick={() => setEditing({ what: 'file' })}
              >
                Load wards from a file
              </button>
              <button
                type="button"
                className="app-button"
                onClick={() => setEditing({ what: 'ward', ward: null })}
              >
                Add a ward
              </button>
            </p>
          )}
        </div>
        {said !== null && editing.what === 'list' && (
          <p className="app-notice" role="status">
            {said}
          </p>
        )}
        {editing.what === 'file' && <WardsFile done={done} />}
        {editing.what === 'ward' && (
          <WardForm
            key={editing.ward?.code}
            ward={editing.ward}
            done={(name) => done(name === null ? null : `${name} is set from today on.`)}
          />
        )}
        {editing.what === 'list' && (
          <Wards wards={reference.wards} edit={(ward) => setEditing({ what: 'ward', ward })} />
        )}
      </div>
    </>
  );
}

/** What stands in place of the list: one ward, a new one, or a file of them. */
type Editing =
  | { readonly what: 'list' }
  | { readonly what: 'file' }
  | { readonly what: 'ward'; readonly ward: WardListed | null };

function headingOf(editing: Editing): string {
  switch (editing.what) {
    case 'list':
      return 'Ward settings';
    case 'file':
      return 'Load wards from a file';
    case 'ward':
      return editing.ward?.name ?? 'Add a ward';
  }
}

function Wards(props: {
  readonly wards: readonly WardListed[];
  readonly edit: (ward: WardListed) => void;
}) {
  const { organisation, site } = useReference();
  const { wards, edit } = props;
  if (wards.length === 0)
    return (
      <p className="app-lede">
        No ward is known yet. Load them from a file, or let{' '}
        <Link href="/import">a census file</Link> make them.
      </p>
    );
  const sites = [...new Set(wards.map((ward) => `${ward.organisation} ${ward.site}`))].sort(
    collator.compare,
  );
  return sites.map((one) => {
    const here = wards.filter((ward) => `${ward.organisation} ${ward.site}` === one);
    const [first] = here;
    if (first === undefined) return null;
    const place = site(first.site);
    return (
      <section key={one} className="app-ward-site">
        <h2>
          {place}{' '}
          {place !== organisation(first.organisation) && (
            <small>{organisation(first.organisation)}</small>
          )}
        </h2>
        <table className="app-table app-waiting-table app-settings-table">
          <caption className="app-hidden">Wards of {place}</caption>
          <thead>
            <tr>
              <th scope="col">Ward</th>
              <th scope="col">Beds open</th>
              <th scope="col">Kind</th>
              <th scope="col">Red and green</th>
              <th scope="col">Round</th>
            </tr>
          </thead>
          <tbody>
            {[...here]
              .sort((a, b) => collator.compare(a.name, b.name))
              .map((ward) => (
                <WardRow key={ward.code} ward={ward} edit={() => edit(ward)} />
              ))}
          </tbody>
        </table>
      </section>
    );
  });
}

function WardRow({ ward, edit }: { readonly ward: WardListed; readonly edit: () => void }) {
  const huddle = ward.huddleAt === null ? '' : `, huddle ${ward.huddleAt}`;
  return (
    <tr>
      <th scope="row">
        <button type="button" className="app-link-button" onClick={edit}>
          {ward.name}
        </button>
        {ward.code !== ward.name && <small>{ward.code}</small>}
      </th>
      <td className="app-number">
        {ward.openBeds} of {ward.fundedBeds}
      </td>
      <td>{KIND_WORDS[ward.kind]}</td>
      <td>{ward.redGreenFrom === null ? 'not used' : `since ${longDate(ward.redGreenFrom)}`}</td>
      <td>
        {ward.roundDays.length === 0
          ? 'no round'
          : `${daysWords(ward.roundDays)} ${ward.roundAt}${huddle}`}
      </td>
    </tr>
  );
}
