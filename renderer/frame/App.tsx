import { useEffect } from 'react';
import { useAppState, useLanguage } from '../app/context.ts';
import { parseRoute, type Route, useFragment } from '../app/route.ts';
import { useKeptFocus } from '../app/use-kept-focus.ts';
import { isRefused } from '../client/transport.ts';
import { CommandScreen } from '../command/CommandScreen.tsx';
import { NewCommandPage } from '../command/NewCommandPage.tsx';
import { DataPage } from '../data/DataPage.tsx';
import { Home } from '../home/Home.tsx';
import { RailContext } from '../layout/StageLayout.tsx';
import { ModelPage } from '../model/ModelPage.tsx';
import { PredictPage } from '../predict/PredictPage.tsx';
import { PreparationPage } from '../preparation/PreparationPage.tsx';
import { NewCommandRail } from '../rail/NewCommandRail.tsx';
import { StageRail } from '../rail/StageRail.tsx';
import { ReportPage } from '../report/ReportPage.tsx';
import { StagePage } from '../stage/StagePage.tsx';
import { partsOf } from '../stages/registry.ts';
import { TunePage } from '../tune/TunePage.tsx';
import { AccessScreen } from './AccessScreen.tsx';
import { Announcer } from './Announcer.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';

function Rail({ route }: { route: Route }) {
  if (route.page === 'home') return null;
  return route.page === 'newCommand' ? <NewCommandRail draftId={route.draftId} /> : <StageRail route={route} />;
}

/** The page: the open screen, the banner of a lost connection, and the one live region. */
export function App() {
  const language = useLanguage();
  const theme = useAppState(state => state.settings?.theme ?? 'system');
  const fragment = useFragment();
  const route = parseRoute(fragment);
  const connection = useAppState(state => state.connection);
  const known = useAppState(state => state.cards !== null);
  const ofCommand = useAppState(state => {
    const isOfData = 'projectId' in route && !['stage', 'report', 'tune'].includes(route.page);
    const project = isOfData ? state.cards?.get(route.projectId)?.project : null;
    return project?.command ? project : null;
  });
  useKeptFocus();

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);

  // What a page in use shows stays readable; a page that was never let in has nothing to show.
  if (isRefused(connection) && !known) return <AccessScreen why={connection} />;
  return (
    <>
      <Announcer />
      <RailContext value={<Rail key={fragment} route={route} />}>
        {route.page === 'home' && <Home />}
        {route.page === 'newCommand' && <NewCommandPage key={fragment} draftId={route.draftId} />}
        {/* A command has no data to read and no network to choose: those steps show the command. */}
        {ofCommand && <CommandScreen key={ofCommand.id} project={ofCommand} />}
        {!ofCommand && route.page === 'data' && <DataPage key={fragment} projectId={route.projectId} />}
        {!ofCommand && route.page === 'model' && <ModelPage key={fragment} projectId={route.projectId} />}
        {!ofCommand && route.page === 'preparation' && <PreparationPage key={fragment} projectId={route.projectId} />}
        {route.page === 'predict' && <PredictPage key={fragment} projectId={route.projectId} />}
        {route.page === 'tune' && <TunePage key={fragment} projectId={route.projectId} />}
        {route.page === 'report' && <ReportPage key={fragment} projectId={route.projectId} />}
        {route.page === 'stage' && <StagePage key={fragment} parts={partsOf(route.kind)} route={route} />}
      </RailContext>
      <ConnectionBanner />
    </>
  );
}
