import { Plug } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ConnectedClient } from '#core/grants/schema.ts';
import { Button } from '../ui/button.tsx';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ConnectionRow } from './connection-row.tsx';
import { useConnections, useDisconnect } from './use-connections.ts';

/** The page /connections: which apps may use the tasks, and the way to end that. */
export function ConnectionsPage() {
  const query = useConnections();
  const disconnect = useDisconnect();
  const [news, setNews] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const end = (id: string | 'all', told: string) =>
    disconnect.mutate(id, {
      onSuccess: () => {
        setNews(told);
        list.current?.focus({ preventScroll: true });
      },
    });
  const apps = query.data ?? [];
  return (
    <div className="mx-auto max-w-3xl space-y-6">
      <div>
        <PageHeading title="Connected apps">Connected apps</PageHeading>
        <p className="muted mt-1">Assistants and other apps that may use your tasks.</p>
      </div>
      <ErrorBanner error={disconnect.error} onDismiss={() => disconnect.reset()} />
      {query.error && <ErrorBanner error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton rows={2} label="Loading apps" />}
      {query.data?.length === 0 && <NoApps />}
      <section ref={list} tabIndex={-1} aria-label="Connected apps" className="space-y-3 outline-none">
        {apps.length > 0 && (
          <ul aria-label="Apps" className="space-y-3">
            {apps.map((app: ConnectedClient) => (
              <ConnectionRow
                key={app.id}
                app={app}
                busy={disconnect.isPending && disconnect.variables === app.id}
                onDisconnect={() => end(app.id, `Disconnected ${app.client_name}`)}
              />
            ))}
          </ul>
        )}
        {apps.length > 1 && (
          <DisconnectAll
            count={apps.length}
            busy={disconnect.isPending && disconnect.variables === 'all'}
            onDisconnect={() => end('all', 'Disconnected all apps')}
          />
        )}
      </section>
      <p role="status" className="sr-only">
        {news}
      </p>
    </div>
  );
}

function NoApps() {
  return (
    <div className="card flex flex-col items-center px-6 py-12 text-center">
      <Plug aria-hidden="true" className="size-10 text-gray-400 dark:text-gray-600" />
      <p className="mt-4 font-semibold">No app is connected</p>
      <p className="muted mt-1 text-sm">
        Add the address of the MCP server to an assistant; it will send you here to decide.
      </p>
    </div>
  );
}

type DisconnectAllProps = { count: number; busy: boolean; onDisconnect: () => void };

/** Asks once more, because it cannot be taken back. */
function DisconnectAll({ count, busy, onDisconnect }: DisconnectAllProps) {
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <div className="flex justify-end">
        <Button look="quiet" onClick={() => setAsking(true)}>
          Disconnect all
        </Button>
      </div>
    );
  }
  return (
    <fieldset className="flex flex-wrap items-center justify-end gap-2">
      <legend className="sr-only">Disconnect all {count} apps?</legend>
      <span aria-hidden="true" className="muted text-sm">
        Disconnect all {count}?
      </span>
      <Button look="danger" busy={busy} onClick={onDisconnect}>
        Disconnect
      </Button>
      <Button look="secondary" disabled={busy} onClick={() => setAsking(false)}>
        Keep
      </Button>
    </fieldset>
  );
}
