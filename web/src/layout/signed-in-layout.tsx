import { LayoutDashboard, ListTodo, LogOut, Plug } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { ROUTES } from '../routes.ts';
import { useSession, useSessionState } from '../session/session-context.ts';
import { Banner } from '../ui/banner.tsx';
import { Brand } from '../ui/brand.tsx';
import { Button } from '../ui/button.tsx';
import { SkipLink } from './skip-link.tsx';

const PAGES = [
  { to: ROUTES.dashboard, name: 'Dashboard', Icon: LayoutDashboard },
  { to: ROUTES.tasks, name: 'My Tasks', Icon: ListTodo },
  { to: ROUTES.connections, name: 'Apps', Icon: Plug },
] as const;

/** Frame of the pages behind the sign-in. Also shown around their skeleton, before the user is known. */
export function SignedInLayout({ children }: { children: ReactNode }) {
  const state = useSessionState();
  const email = state.status === 'signed-in' ? state.user.email : null;
  return (
    <>
      <SkipLink />
      <header className="top-0 z-30 border-b sm:sticky border-gray-950/5 bg-white/90 backdrop-blur dark:border-white/10 dark:bg-gray-900/90">
        <div className="mx-auto flex max-w-5xl flex-wrap items-center gap-x-4 px-4 sm:gap-x-6 sm:px-6">
          <div className="flex h-14 items-center sm:h-16">
            <Brand to={ROUTES.landing} />
          </div>
          <nav
            aria-label="Main"
            className="order-last -mx-1 flex w-full gap-1 pb-2 sm:order-none sm:w-auto sm:pb-0"
          >
            {PAGES.map((page) => (
              <NavLink key={page.to} {...page} />
            ))}
          </nav>
          <div className="flex min-w-0 flex-1 items-center justify-end gap-1 sm:gap-2">
            {email && <Account email={email} />}
          </div>
        </div>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto max-w-5xl px-4 pt-6 pb-32 outline-none in-data-[chat=open]:xl:max-[1872px]:mr-[26.5rem] sm:px-6 sm:pt-10"
      >
        {state.status !== 'signed-out' && state.unreachable && <Unreachable />}
        {children}
      </main>
    </>
  );
}

function NavLink({ to, name, Icon }: (typeof PAGES)[number]) {
  const [path] = useLocation();
  const current = path === to;
  const look = current
    ? 'bg-indigo-50 text-indigo-700 dark:bg-indigo-500/15 dark:text-indigo-200'
    : 'text-gray-700 hover:bg-gray-100 dark:text-gray-300 dark:hover:bg-gray-800';
  return (
    <Link
      href={to}
      aria-current={current ? 'page' : undefined}
      className={`inline-flex min-h-10 items-center gap-2 rounded-md px-3 text-sm font-medium transition-colors ${look}`}
    >
      <Icon aria-hidden="true" className="size-4" />
      {name}
    </Link>
  );
}

function Account({ email }: { email: string }) {
  const session = useSession();
  return (
    <>
      <p className="muted min-w-0 truncate text-sm" title={email}>
        Welcome, <span className="font-medium text-gray-900 dark:text-gray-100">{email}</span>
      </p>
      <Button look="quiet" className="shrink-0 px-3" onClick={() => void session.signOut()}>
        <LogOut aria-hidden="true" className="size-4" />
        <span className="sr-only sm:not-sr-only">Log out</span>
      </Button>
    </>
  );
}

function Unreachable() {
  const session = useSession();
  return (
    <div className="mb-6">
      <Banner look="info">
        We cannot reach the server right now. You are still signed in; we keep trying.
        <button
          type="button"
          onClick={() => session.retryNow()}
          className="ml-2 font-semibold underline underline-offset-2"
        >
          Try now
        </button>
      </Banner>
    </div>
  );
}
