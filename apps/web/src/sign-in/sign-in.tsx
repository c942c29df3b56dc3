import { useState } from 'react';
import { Button, InsetText, TextInput } from 'nhsuk-react-components';
import type { DemonstrationPerson } from '#contracts';
import { errorOf, isGood, request } from '../api/http.js';
import { useGet } from '../api/use-get.js';
import { ChevronIcon } from '../parts/icons.js';
import { LoadFailed, Reading } from '../parts/state-page.js';
import { ROLE_SIGHTS } from '../session/rights.js';
import { useSessionState } from '../session/session.js';
import { DemoStrip } from '../shell/demo-strip.js';
import { useTitle } from '../shell/shell.js';
import { TourOffer } from '../tour/tour-offer.js';
import { TourPlace } from '../tour/tour-place.js';
import { hasTour } from '../tour/steps.js';
import { EndedNote } from './ended-note.js';
import { groupPeople, onlyMatch } from './group-people.js';
import type { PeopleGroup } from './group-people.js';

export function SignIn() {
  useTitle('Sign in');
  const people = useGet<DemonstrationPerson[]>('/session/people');
  const demonstration = people.state === 'ready';
  return (
    <>
      {demonstration && <DemoStrip who={null} />}
      <header className="app-bar">
        <span className="app-brand">Boardround</span>
      </header>
      <main id="main" tabIndex={-1} className="app-page">
        <EndedNote />
        {people.state === 'loading' && <Reading what="who can sign in" within />}
        {people.state === 'unreached' && (
          <LoadFailed what="The sign-in page" error={null} again={people.again} />
        )}
        {people.state === 'refused' && <OwnSignIn />}
        {people.state === 'ready' && <ChoosePerson people={people.value} />}
      </main>
      {people.state === 'ready' && hasTour(people.value) && <TourPlace signedIn={false} />}
    </>
  );
}

/** Outside a demonstration the organisation's own sign-in is used. */
function OwnSignIn() {
  return (
    <>
      <h1>Sign in</h1>
      <p className="app-lede">Use the sign-in of your organisation.</p>
      <Button href="/auth/login" className="app-button app-button--strong app-button--large">
        Sign in
      </Button>
    </>
  );
}

function ChoosePerson({ people }: { readonly people: readonly DemonstrationPerson[] }) {
  const { refresh } = useSessionState();
  const [search, setSearch] = useState('');
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const groups = groupPeople(people, search);
  const only = onlyMatch(groups);

  async function choose(person: string): Promise<void> {
    setBusy(person);
    const reply = await request('POST', '/session', { person });
    setBusy(null);
    if (reply.kind === 'unreached') return setProblem('The service cannot be reached. Try again.');
    if (!isGood(reply.status)) return setProblem(errorOf(reply.body).message);
    refresh();
  }

  return (
    <>
      <h1>Who are you today?</h1>
      <p className="app-lede">Choose a person to see the service as they do.</p>
      <InsetText className="app-inset">
        <p>
          <b>This is a demonstration.</b> All patients are made up. Anyone who can open this page
          can sign in as anyone.
        </p>
      </InsetText>
      {people.every(({ ward }) => ward === undefined) && (
        <p>
          <b>No wards yet.</b> Sign in as Administrator to bring in a census.
        </p>
      )}
      {hasTour(people) && <TourOffer />}
      <TextInput
        label="Search by name, ward or role"
        id="search"
        type="search"
        className="app-search"
        autoComplete="off"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && only !== null && busy === null) void choose(only.person);
        }}
      />
      {problem !== null && (
        <p className="app-problem" role="alert">
          {problem}
        </p>
      )}
      {groups.length === 0 && <p>Nobody of that name or ward.</p>}
      <div className="app-people">
        {groups.map((group) => (
          <Group
            key={group.title}
            group={group}
            all={search !== ''}
            busy={busy}
            choose={(person) => void choose(person)}
          />
        ))}
      </div>
      <p className="app-quiet">
        In a hospital this page is replaced by your NHS smartcard (CIS2) or trust sign-in.
      </p>
    </>
  );
}

const SHOWN_MAX = 6;

function Group(props: {
  readonly group: PeopleGroup;
  readonly all: boolean;
  readonly busy: string | null;
  readonly choose: (person: string) => void;
}) {
  const { group, busy, choose } = props;
  const [open, setOpen] = useState(false);
  const shown = open || props.all ? group.people : group.people.slice(0, SHOWN_MAX);
  const more = group.people.length - shown.length;
  return (
    <section>
      <h2>{group.title}</h2>
      <ul>
        {shown.map((one) => (
          <li key={one.person}>
            <button
              type="button"
              className="app-person"
              disabled={busy !== null}
              onClick={() => choose(one.person)}
            >
              <span>
                <b>{one.name}</b>
                <small>{busy === one.person ? 'Signing in' : ROLE_SIGHTS[one.role]}</small>
              </span>
              <ChevronIcon />
            </button>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <button type="button" className="app-button app-button--more" onClick={() => setOpen(true)}>
          Show {more} more
        </button>
      )}
    </section>
  );
}
