import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { refreshTasks } from '../stale-tasks.ts';

type ChatEffect = { name: string; data?: Record<string, unknown> | undefined };

/** What the chat's effects do to the page: changed tasks make the lists and the counters stale. */
export function useChatEffects(): (effect: ChatEffect) => void {
  const client = useQueryClient();
  return useCallback(
    ({ name }) => {
      if (name === 'tasks.changed') void refreshTasks(client);
    },
    [client],
  );
}
