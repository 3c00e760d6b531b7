import { useMutation } from '@tanstack/react-query';
import { BadgeCheck, CircleHelp, MonitorDown } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ConsentDecision, ConsentRequest } from '#core/grants/schema.ts';
import { useApi } from '../api.ts';
import { useUser } from '../session/session-context.ts';
import { Button } from '../ui/button.tsx';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Rights } from './rights.tsx';
import { useArmed } from './use-armed.ts';

type ConsentFormProps = { id: string; asked: ConsentRequest; leave: (address: string) => void };

/** Who asks, where the answer goes, what is asked for; Cancel comes first. Texts of the app are shown as text. */
export function ConsentForm({ id, asked, leave }: ConsentFormProps) {
  const api = useApi();
  const { email } = useUser();
  const [changeTasks, setChangeTasks] = useState(asked.scopes.includes('tasks:write'));
  const armed = useArmed();
  const sent = useRef(false);
  const decide = useMutation({
    mutationFn: (decision: ConsentDecision) => api.decideConsent(id, decision),
    onSuccess: ({ continue_url }) => leave(continue_url),
    onError: () => {
      sent.current = false;
    },
  });
  // Two clicks may come before the first has been drawn.
  const answer = (decision: ConsentDecision) => {
    if (sent.current) return;
    sent.current = true;
    decide.mutate(decision);
  };
  const busyWith = decide.isPending || decide.isSuccess ? decide.variables.decision : null;
  return (
    <div className="space-y-6">
      <div>
        <PageHeading title="Connect an app" className="text-2xl font-bold tracking-tight break-words">
          Connect <bdi>{asked.client_name}</bdi>?
        </PageHeading>
        <p className="muted mt-1 text-sm">
          It asks for access to the tasks of <span className="font-medium break-all">{email}</span>.
        </p>
      </div>
      <ErrorBanner error={decide.error} />
      <Identity asked={asked} />
      <Rights
        askedToChange={asked.scopes.includes('tasks:write')}
        changeTasks={changeTasks}
        onChangeTasks={setChangeTasks}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <Button
          look="secondary"
          busy={busyWith === 'deny'}
          disabled={busyWith !== null}
          onClick={() => answer({ decision: 'deny' })}
        >
          Cancel
        </Button>
        <Button
          busy={busyWith === 'allow'}
          disabled={!armed || busyWith !== null}
          onClick={() => answer({ decision: 'allow', change_tasks: changeTasks })}
        >
          Allow
        </Button>
        <p role="status" className="muted text-sm empty:hidden sm:col-span-2">
          {decide.isSuccess && 'Going back to the app…'}
        </p>
      </div>
    </div>
  );
}

/** Whether anybody vouches for the name, and the host that gets the answer. */
function Identity({ asked }: { asked: ConsentRequest }) {
  const Icon = asked.client_host ? BadgeCheck : CircleHelp;
  return (
    <ul className="space-y-3 text-sm">
      <li className="flex gap-3">
        <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
        {asked.client_host ? (
          <p>
            Named by <strong className="break-all">{asked.client_host}</strong>
          </p>
        ) : (
          <p>Unverified: this app registered itself and chose its own name.</p>
        )}
      </li>
      <li className="flex gap-3">
        <MonitorDown aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
        <p>
          Your answer goes to <strong className="break-all">{asked.redirect_host}</strong>
          {asked.redirect_is_local &&
            ', a program on this device. Allow it only if you have just started to connect one.'}
        </p>
      </li>
    </ul>
  );
}
