import type { ConnectedClient } from '#core/grants/schema.ts';
import { Button } from '../ui/button.tsx';

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

type ConnectionRowProps = { app: ConnectedClient; busy: boolean; onDisconnect: () => void };

/** One connected app: whose it is, what it may do, and the way to end it. */
export function ConnectionRow({ app, busy, onDisconnect }: ConnectionRowProps) {
  const mayChange = app.scopes.includes('tasks:write');
  return (
    <li className="card flex flex-wrap items-start gap-x-4 gap-y-3 p-4">
      <div className="min-w-0 grow basis-60">
        <p className="font-medium break-words">
          <bdi>{app.client_name}</bdi>
        </p>
        <p className="muted text-sm break-words">
          {app.client_host ? `Named by ${app.client_host}` : 'Unverified'} · answers to {app.redirect_host}
        </p>
        <p className="mt-1 text-sm">{mayChange ? 'Sees and changes tasks' : 'Sees tasks'}</p>
        <p className="muted mt-1 text-xs">
          Connected {day.format(new Date(app.created_at))}, until {day.format(new Date(app.expires_at))} ·{' '}
          {app.last_used_at ? `Last used ${moment.format(new Date(app.last_used_at))}` : 'Never used'}
        </p>
      </div>
      <Button
        look="secondary"
        busy={busy}
        onClick={onDisconnect}
        aria-label={`Disconnect ${app.client_name}`}
        className="px-3"
      >
        Disconnect
      </Button>
    </li>
  );
}
