import { Link } from 'wouter';
import { ROUTES } from '../routes.ts';
import { useSessionState } from '../session/session-context.ts';
import { Brand } from '../ui/brand.tsx';
import { buttonClass } from '../ui/button.tsx';
import { SkipLink } from './skip-link.tsx';

/** The top of pages that anybody may see. */
export function PublicHeader() {
  const { status } = useSessionState();
  return (
    <>
      <SkipLink />
      <header className="mx-auto flex w-full max-w-6xl min-h-18 items-center justify-between gap-2 px-4 py-4 sm:px-6">
        <Brand to={ROUTES.landing} />
        <nav aria-label="Main" className="flex items-center gap-1 sm:gap-2">
          {status === 'signed-in' && (
            <Link href={ROUTES.tasks} className={buttonClass('primary')}>
              My Tasks
            </Link>
          )}
          {status === 'signed-out' && <EntryLinks />}
        </nav>
      </header>
    </>
  );
}

function EntryLinks() {
  return (
    <>
      <Link href={ROUTES.login} className={buttonClass('quiet', 'px-3')}>
        Log in
      </Link>
      <Link href={ROUTES.signup} className={buttonClass('primary', 'px-3')}>
        Sign up
      </Link>
    </>
  );
}
