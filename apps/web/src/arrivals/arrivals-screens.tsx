import { Route, Switch } from 'wouter';
import { AdministrationScreen } from '../administration/administration-screen.js';
import { ImportScreen } from '../import/import-screen.js';
import { InboundScreen } from '../inbound/inbound-screen.js';
import { NamesScreen } from '../names/names-screen.js';
import { QuestionsScreen } from '../questions/questions-screen.js';
import { SourcesScreen } from '../sources/sources-screen.js';
import '../styles/sources.css';

/** How patients come in, and what has to be set for it. A ward's own screens never fetch this part. */
export default function ArrivalsScreens() {
  return (
    <Switch>
      <Route path="/import">
        <ImportScreen />
      </Route>
      <Route path="/inbound">
        <InboundScreen />
      </Route>
      <Route path="/sources">
        <SourcesScreen />
      </Route>
      <Route path="/names">
        <NamesScreen />
      </Route>
      <Route path="/questions">
        <QuestionsScreen />
      </Route>
      <Route path="/administration">
        <AdministrationScreen />
      </Route>
    </Switch>
  );
}
