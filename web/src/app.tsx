import { useEffect, useState } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { ChatDock } from './chat/chat-dock.tsx';
import { ConnectPage } from './connect/connect-page.tsx';
import { ConnectionsPage } from './connections/connections-page.tsx';
import { DashboardPage } from './dashboard/dashboard-page.tsx';
import { LandingPage } from './landing/landing-page.tsx';
import { NotFoundPage } from './layout/not-found-page.tsx';
import { SignedInLayout } from './layout/signed-in-layout.tsx';
import { PRIVATE_ROUTES, ROUTES } from './routes.ts';
import { AuthPage } from './session/auth-page.tsx';
import { PrivateArea } from './session/private-area.tsx';
import { useSessionState } from './session/session-context.ts';
import { useTimeZone } from './session/use-time-zone.ts';
import { TasksPage } from './tasks/tasks-page.tsx';
import { ToastStack } from './toasts/toast-stack.tsx';
import { Skeleton } from './ui/skeleton.tsx';
import { useMedia } from './ui/use-media.ts';

/** All pages, and the chat beside them: it belongs to no page, so it survives going from one to another. */
export function App() {
  const state = useSessionState();
  const [chatOpen, setChatOpen] = useState(false);
  // Nothing but the question, while somebody decides about an app.
  const asksForConsent = pathOf(useLocation()[0]) === ROUTES.connect;
  const userId = state.status === 'signed-in' ? state.user.id : null;
  // On a phone the chat covers the page, which must then be out of reach for keyboard and reader, too.
  const covered = !useMedia('(min-width: 768px)') && chatOpen && userId !== null;
  useEffect(() => {
    document.documentElement.classList.toggle('overflow-hidden', covered);
  }, [covered]);
  useEffect(() => {
    if (userId === null) setChatOpen(false);
  }, [userId]);
  return (
    <>
      <div inert={covered} data-chat={chatOpen ? 'open' : 'closed'}>
        <Pages />
      </div>
      {userId && !asksForConsent && <ChatDock key={userId} open={chatOpen} onOpen={setChatOpen} />}
      {userId && <ToastStack chatCovers={covered} />}
    </>
  );
}

const pathOf = (location: string): string => location.replace(/\/$/, '');

function Pages() {
  const path = pathOf(useLocation()[0]);
  if (path === ROUTES.connect) return <ConnectPage />;
  if (PRIVATE_ROUTES.includes(path)) return <PrivatePages />;
  return (
    <Switch>
      <Route path={ROUTES.landing}>
        <LandingPage />
      </Route>
      <Route path={ROUTES.login}>
        <AuthPage mode="login" />
      </Route>
      <Route path={ROUTES.signup}>
        <AuthPage mode="signup" />
      </Route>
      <Route>
        <NotFoundPage />
      </Route>
    </Switch>
  );
}

/** While the session is being looked up the frame stands already, so nobody sees the sign-in flash by. */
function PrivatePages() {
  const waiting = (
    <SignedInLayout>
      <Skeleton rows={4} label="Loading" />
    </SignedInLayout>
  );
  return (
    <PrivateArea waiting={waiting}>
      <SignedInLayout>
        <TimeZone />
        <Switch>
          <Route path={ROUTES.dashboard}>
            <DashboardPage />
          </Route>
          <Route path={ROUTES.tasks}>
            <TasksPage />
          </Route>
          <Route path={ROUTES.connections}>
            <ConnectionsPage />
          </Route>
        </Switch>
      </SignedInLayout>
    </PrivateArea>
  );
}

function TimeZone() {
  useTimeZone();
  return null;
}
