import { useState } from 'react';
import { Link } from 'wouter';
import type { WardListed } from '#contracts';
import { useReference } from '../api/reference.js';
import { ArrivalsNav } from '../import/arrivals-nav.js';
import { Reading, Refused } from '../parts/state-page.js';
import { maySetWards } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { NotLiveBanner } from '../shell/not-live-banner.js';
import { useTitle } from '../shell/shell.js';
import { WardForm } from './ward-form.js';
import { KIND_WORDS, daysWords, longDate } from './ward-words.js';

const collator = new Intl.Collator('en-GB', { numeric: true });

/** Every ward with its settings, by organisation and site; one at a time is changed. */
export function AdministrationScreen() {
  const session = useSession();
  const reference = useReference();
  const [editing, setEditing] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  useTitle('Ward settings');
  if (!maySetWards(session)) return <Refused code="not-allowed" />;
  if (!reference.wardsLoaded) return <Reading what="the wards" />;
  const ward = reference.wards.find((one) => one.code === editing);
  const isNew = editing === '';
  function done(name: string | null): void {
    setEditing(null);
    setSaid(name === null ? null : `${name} is set from today on.`);
    if (name !== null) reference.readAgain();
  }
  return (
    <>
      <NotLiveBanner />
      <ArrivalsNav />
      <div className="app-page app-page--wide">
        <div className="app-page-head">
          <h1>{ward === undefined ? 'Ward settings' : ward.name}</h1>
          {editing === null && (
            <button type="button" className="app-button" onClick={() => setEditing('')}>
              Add a ward
            </button>
          )}
        </div>
        {said !== null && editing === null && (
          <p className="app-notice" role="status">
            {said}
          </p>
        )}
        {ward !== undefined || isNew ? (
          <WardForm key={editing} ward={ward ?? null} done={done} />
        ) : (
          <Wards wards={reference.wards} edit={setEditing} />
        )}
      </div>
    </>
  );
}

function Wards(props: {
  readonly wards: readonly WardListed[];
  readonly edit: (code: string) => void;
}) {
  const { organisation, site } = useReference();
  const { wards, edit } = props;
  if (wards.length === 0)
    return (
      <p className="app-lede">
        No ward is known yet. <Link href="/import">A census file</Link> can make them.
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
                <WardRow key={ward.code} ward={ward} edit={() => edit(ward.code)} />
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
