import { Link } from 'wouter';
import { ROUTES } from '../routes.ts';
import { buttonClass } from '../ui/button.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { PublicHeader } from './public-header.tsx';

export function NotFoundPage() {
  return (
    <>
      <PublicHeader />
      <main id="content" tabIndex={-1} className="mx-auto max-w-xl px-4 py-24 text-center sm:px-6">
        <p className="text-sm font-semibold text-indigo-600 dark:text-indigo-400">404</p>
        <PageHeading title="Page not found" className="mt-3 text-3xl font-bold tracking-tight sm:text-4xl">
          This page is not on the list
        </PageHeading>
        <p className="muted mt-4">The address may be mistyped, or the page may have moved.</p>
        <div className="mt-8 flex justify-center gap-3">
          <Link href={ROUTES.landing} className={buttonClass('primary')}>
            Go to the start page
          </Link>
          <Link href={ROUTES.tasks} className={buttonClass('secondary')}>
            My Tasks
          </Link>
        </div>
      </main>
    </>
  );
}
