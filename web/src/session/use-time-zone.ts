import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useApi } from '../api.ts';
import { queryKeys } from '../query-keys.ts';
import { refreshTasks } from '../stale-tasks.ts';

/**
 * Tells the server once which zone this browser is in, if it thinks otherwise: "tomorrow" in a form or in the chat is
 * a day there.
 */
export function useTimeZone(): void {
  const api = useApi();
  const client = useQueryClient();
  const me = useQuery({ queryKey: queryKeys.me, queryFn: ({ signal }) => api.me(signal) });
  const known = me.data?.timezone;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const differs = known !== undefined && known !== here;
  useEffect(() => {
    if (!differs) return;
    // A zone that the server does not know, or no connection: dates go by the one it has, until the next visit.
    void api
      .changeTimeZone(here)
      .then(() => refreshTasks(client))
      .catch(() => undefined);
  }, [differs, here, api, client]);
}
