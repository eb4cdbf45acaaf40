import { useEffect } from 'react';
import { isRefused } from '../client/transport.ts';
import { DataPage } from '../data/DataPage.tsx';
import { Home } from '../home/Home.tsx';
import { LearningRatePage } from '../learning-rate/LearningRatePage.tsx';
import { ModelPage } from '../model/ModelPage.tsx';
import { PreparationPage } from '../preparation/PreparationPage.tsx';
import { AccessScreen } from './AccessScreen.tsx';
import { Announcer } from './Announcer.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { useAppState, useLanguage } from './context.ts';
import { parseRoute, useFragment } from './route.ts';
import { useKeptFocus } from './use-kept-focus.ts';

/** The page: the open screen, the banner of a lost connection, and the one live region. */
export function App() {
  const language = useLanguage();
  const theme = useAppState(state => state.settings?.theme ?? 'system');
  const fragment = useFragment();
  const route = parseRoute(fragment);
  const connection = useAppState(state => state.connection);
  const known = useAppState(state => state.cards !== null);
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
      {route.page === 'home' && <Home />}
      {route.page === 'data' && <DataPage key={fragment} projectId={route.projectId} />}
      {route.page === 'model' && <ModelPage key={fragment} projectId={route.projectId} />}
      {route.page === 'preparation' && <PreparationPage key={fragment} projectId={route.projectId} />}
      {route.page === 'learningRate' && <LearningRatePage key={fragment} route={route} />}
      <ConnectionBanner />
    </>
  );
}
