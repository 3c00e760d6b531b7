import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useSearch } from 'wouter';
import { useApi } from '../api.ts';
import { ApiError } from '../http.ts';
import { PublicHeader } from '../layout/public-header.tsx';
import { queryKeys } from '../query-keys.ts';
import { ROUTES } from '../routes.ts';
import { PrivateArea } from '../session/private-area.tsx';
import { buttonClass } from '../ui/button.tsx';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ConsentForm } from './consent-form.tsx';

type ConnectPageProps = {
  /** Takes the browser to another site. */
  leave?: (address: string) => void;
};

/** The page /connect: an app asks for access to the tasks of whoever is signed in. */
export function ConnectPage({ leave = (address) => location.assign(address) }: ConnectPageProps) {
  const request = new URLSearchParams(useSearch()).get('request') ?? '';
  return (
    <>
      <PublicHeader />
      <main id="content" tabIndex={-1} className="mx-auto w-full max-w-lg outline-none px-4 py-6 sm:py-12">
        <div className="card p-6 sm:p-8">
          <PrivateArea waiting={<Waiting />}>
            <Request id={request} leave={leave} />
          </PrivateArea>
        </div>
      </main>
    </>
  );
}

function Request({ id, leave }: { id: string; leave: (address: string) => void }) {
  const api = useApi();
  const query = useQuery({
    queryKey: queryKeys.consent(id),
    queryFn: ({ signal }) => api.consentRequest(id, signal),
    enabled: id !== '',
    // It is decided once; to ask again in the background could only take the page away under a finger.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (id === '' || (query.error instanceof ApiError && query.error.status === 404)) return <Gone />;
  if (query.data) return <ConsentForm id={id} asked={query.data} leave={leave} />;
  if (query.error)
    return (
      <Frame>
        <ErrorBanner error={query.error} onRetry={() => void query.refetch()} />
      </Frame>
    );
  return <Waiting />;
}

const Waiting = () => (
  <Frame>
    <Skeleton rows={3} label="Loading" />
  </Frame>
);

function Gone() {
  return (
    <Frame>
      <p className="muted text-sm">This request has expired or was answered. Start again in the app.</p>
      <Link href={ROUTES.tasks} className={buttonClass('secondary', 'w-full')}>
        Go to my tasks
      </Link>
    </Frame>
  );
}

function Frame({ children }: { children: ReactNode }) {
  return (
    <div className="space-y-6">
      <PageHeading title="Connect an app" className="text-2xl font-bold tracking-tight">
        Connect an app
      </PageHeading>
      {children}
    </div>
  );
}
