import { Suspense, lazy } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { ReferenceProvider } from './api/reference.js';
import { ARRIVAL_SCREENS } from './arrivals/paths.js';
import { WardBoard } from './board/ward-board.js';
import { CommandsProvider } from './commands/use-commands.js';
import { EscalationsScreen } from './escalations/escalations-screen.js';
import { HelpProvider } from './help/help.js';
import { JobsScreen } from './jobs/jobs-screen.js';
import { LiveProvider } from './live/use-live.js';
import { ErrorBoundary } from './parts/error-boundary.js';
import { LoadFailed, Reading, StatePage } from './parts/state-page.js';
import { RoundScreen } from './round/round-screen.js';
import { SessionProvider, useSessionState } from './session/session.js';
import { Shell } from './shell/shell.js';
import { SignIn } from './sign-in/sign-in.js';
import { Start } from './start/start.js';
import { SystemScreen } from './system/system-screen.js';
import { WallScreen } from './wall/wall-screen.js';
import { WardsScreen } from './wards/wards-screen.js';

/** A ward never opens them, so it never loads them. */
const ArrivalsScreens = lazy(() => import('./arrivals/arrivals-screens.js'));

/** Looked at once a week: a board does not wait for it. */
const WeeklyScreen = lazy(() =>
  import('./weekly/weekly-screen.js').then((module) => ({ default: module.WeeklyScreen })),
);
const WeeklyStaysScreen = lazy(() =>
  import('./weekly/stays-screen.js').then((module) => ({ default: module.WeeklyStaysScreen })),
);

export function App() {
  return (
    <SessionProvider>
      <Gate />
    </SessionProvider>
  );
}

/** Signed in: the screens. Not: the sign-in page, which afterwards leaves you where you wanted to be. */
function Gate() {
  const { loaded, refresh, dropped } = useSessionState();
  switch (loaded.state) {
    case 'loading':
      return <Reading what="who is signed in" />;
    case 'unreached':
      return <LoadFailed what="Boardround" error={null} again={refresh} />;
    case 'refused':
      if (loaded.status === 401) return <SignIn />;
      return <LoadFailed what="Boardround" error={loaded.error} again={refresh} />;
    case 'ready':
      return (
        <LiveProvider key={loaded.value.person} whenSignedOut={dropped}>
          <CommandsProvider person={loaded.value.person} whenSignedOut={dropped}>
            <ReferenceProvider>
              <HelpProvider>
                <Switch>
                  <Route path="/wall/:ward">
                    {({ ward }) => (
                      <ErrorBoundary>
                        <WallScreen key={ward} ward={ward} />
                      </ErrorBoundary>
                    )}
                  </Route>
                  <Route path="/wards/:ward/round">
                    {({ ward }) => (
                      <ErrorBoundary>
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
      <Route path="/escalations">
        <EscalationsScreen />
      </Route>
      <Route path="/system">
        <SystemScreen />
      </Route>
      <Route path="/weekly">
        <Suspense fallback={<Reading what="the week" />}>
          <WeeklyScreen />
        </Suspense>
      </Route>
      <Route path="/weekly/stays">
        <Suspense fallback={<Reading what="the stays" />}>
          <WeeklyStaysScreen />
        </Suspense>
      </Route>
      <Route path={ARRIVAL_SCREENS}>
        <Suspense fallback={<Reading what="the screens about arrivals" />}>
          <ArrivalsScreens />
        </Suspense>
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
