import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiContext, createApi } from './api.ts';
import { App } from './app.tsx';
import { rememberThreadId } from './chat/thread-memory.ts';
import { config } from './config.ts';
import { Drafts, DraftsContext } from './drafts.ts';
import { createHttp } from './http.ts';
import { createQueryClient } from './query-client.ts';
import { ROUTES } from './routes.ts';
import { browserPorts } from './session/browser-ports.ts';
import { Session } from './session/session.ts';
import { SessionContext } from './session/session-context.ts';
import { Toasts, ToastsContext } from './toasts/toasts.ts';
import './styles.css';

const http = createHttp(globalThis.fetch.bind(globalThis), config.apiUrl);
const session = new Session(browserPorts(http));
const api = createApi(http, session);
const queryClient = createQueryClient();
const drafts = new Drafts();
const toasts = new Toasts();

session.onEnd((user, end) => {
  queryClient.clear();
  toasts.clear();
  if (end === 'refused') return; // the same user comes back: what was typed is still theirs
  drafts.clear();
  if (user) rememberThreadId(user.id, null);
});
addEventListener('online', () => session.retryNow());
// The start page is for strangers first: most of them need no answer from the API.
void session.start({ quiet: location.pathname === ROUTES.landing });

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <SessionContext value={session}>
      <ApiContext value={api}>
        <DraftsContext value={drafts}>
          <ToastsContext value={toasts}>
            <QueryClientProvider client={queryClient}>
              <App />
            </QueryClientProvider>
          </ToastsContext>
        </DraftsContext>
      </ApiContext>
    </SessionContext>
  </StrictMode>,
);
