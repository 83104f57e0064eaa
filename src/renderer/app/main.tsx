import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nProvider } from 'react-aria-components';
import '../ui/base.css';
import { startDrafts } from '../engine-client/drafts.ts';
import { startLive } from '../engine-client/live.ts';
import { startSession } from '../engine-client/session.ts';
import { startKeys } from '../ui/keys.ts';
import { App } from './app.tsx';
import { FaultBoundary } from './fault-boundary.tsx';
import { startWords } from './i18n.ts';
import { startTheme } from './theme.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root');
startTheme();
startLive();
startDrafts();
startKeys();
startSession();
await startWords();
createRoot(root).render(
  <StrictMode>
    {/* Fields take dates and numbers as they are written here, in Welsh as in English. */}
    <I18nProvider locale="en-GB">
      <FaultBoundary>
        <App />
      </FaultBoundary>
    </I18nProvider>
  </StrictMode>,
);
