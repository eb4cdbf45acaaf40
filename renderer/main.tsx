import './schemas-without-eval.ts';
import './tokens.css';
import './base.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { languageOf } from '#shared/messages/language.ts';
import { AppContext } from './app/context.ts';
import { connect } from './client/connect.ts';
import { Session } from './client/session.ts';
import { createAppStore } from './client/state.ts';
import { App } from './frame/App.tsx';

const store = createAppStore(languageOf(navigator.language));
const session = new Session(connect(), store);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    {/* The page's policy forbids inline style elements. */}
    <CSPProvider disableStyleElements>
      <AppContext value={{ store, session }}>
        <App />
      </AppContext>
    </CSPProvider>
  </StrictMode>,
);
