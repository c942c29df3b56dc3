import { Redirect, Route, Switch } from 'wouter';
import type { PageSeed } from '#contracts';
import { SeedProvider } from './api/page-seed.js';
import { ReferenceProvider } from './api/reference.js';
import { ARRIVAL_SCREENS } from './arrivals/paths.js';
import { CommandsProvider } from './commands/use-commands.js';
import { HelpProvider } from './help/help.js';
import type { BeginLine } from './live/lines.js';
import { LiveProvider } from './live/use-live.js';
import { ErrorBoundary } from './parts/error-boundary.js';
import { Alone, LoadFailed, Reading, StatePage } from './parts/state-page.js';
import {
  ArrivalsScreens,
  EscalationsScreen,
  JobsScreen,
  RoundScreen,
  SignIn,
  Start,
  SystemScreen,
  WallScreen,
  WallsScreen,
  WardBoard,
  WardsScreen,
  WeeklyScreen,
  WeeklyStaysScreen,
} from './screens.js';
import { SessionProvider, useSessionState } from './session/session.js';
import { Shell } from './shell/shell.js';

export function App(props: { readonly seed: PageSeed | null; readonly begin: BeginLine }) {
  return (
    <SeedProvider seed={props.seed}>
      <SessionProvider>
        <Gate begin={props.begin} />
      </SessionProvider>
    </SeedProvider>
  );
}

/** Signed in: the screens. Not: the sign-in page, which afterwards leaves you where you wanted to be. */
function Gate({ begin }: { readonly begin: BeginLine }) {
  const { loaded, refresh, dropped } = useSessionState();
  switch (loaded.state) {
    case 'loading':
      return (
        <Alone>
          <Reading what="who is signed in" />
        </Alone>
      );
    case 'unreached':
      return (
        <Alone>
          <LoadFailed what="Boardround" error={null} again={refresh} />
        </Alone>
      );
    case 'refused':
      if (loaded.status === 401) return <SignIn />;
      return (
        <Alone>
          <LoadFailed what="Boardround" error={loaded.error} again={refresh} />
        </Alone>
      );
    case 'ready':
      // A wall shows its ward whatever the address says, and asks for nothing else.
      if (loaded.value.role === 'wall')
        return (
          <LiveProvider key={loaded.value.person} begin={begin} whenSignedOut={dropped}>
            <ErrorBoundary alone>
              <WallScreen ward={loaded.value.ward ?? ''} />
            </ErrorBoundary>
          </LiveProvider>
        );
      return (
        <LiveProvider key={loaded.value.person} begin={begin} whenSignedOut={dropped}>
          <CommandsProvider person={loaded.value.person} whenSignedOut={dropped}>
            <ReferenceProvider>
              <HelpProvider>
                <Switch>
                  <Route path="/wall/:ward">
                    {({ ward }) => (
                      <ErrorBoundary alone>
                        <WallScreen key={ward} ward={ward} />
                      </ErrorBoundary>
                    )}
                  </Route>
                  <Route path="/wards/:ward/round">
                    {({ ward }) => (
                      <ErrorBoundary alone>
                        <RoundScreen key={ward} ward={ward} />
                      </ErrorBoundary>
                    )}
                  </Route>
                  <Route>
                    <Shell>
                      <ErrorBoundary>
                        <Screens />
                      </ErrorBoundary>
                    </Shell>
                  </Route>
                </Switch>
              </HelpProvider>
            </ReferenceProvider>
          </CommandsProvider>
        </LiveProvider>
      );
  }
}

function Screens() {
  return (
    <Switch>
      <Route path="/">
        <Start />
      </Route>
      <Route path="/wards">
        <WardsScreen />
      </Route>
      <Route path="/wards/:ward">{({ ward }) => <WardBoard key={ward} ward={ward} />}</Route>
      <Route path="/wards/:ward/jobs">{({ ward }) => <JobsScreen key={ward} ward={ward} />}</Route>
      <Route path="/wards/:ward/walls">
        {({ ward }) => <WallsScreen key={ward} ward={ward} />}
      </Route>
      <Route path="/escalations">
        <EscalationsScreen />
      </Route>
      <Route path="/system">
        <SystemScreen />
      </Route>
      <Route path="/weekly">
        <WeeklyScreen />
      </Route>
      <Route path="/weekly/stays">
        <WeeklyStaysScreen />
      </Route>
      <Route path={ARRIVAL_SCREENS}>
        <ArrivalsScreens />
      </Route>
      <Route path="/sign-in">
        <Redirect to="/" />
      </Route>
      <Route>
        <StatePage title="There is no such page">
          <p>Check the address, or begin at the start page.</p>
        </StatePage>
      </Route>
    </Switch>
  );
}
