import type { QueryClient } from '@tanstack/react-query';
import { queryKeys } from './query-keys.ts';

/** The tasks have changed: lists and counters are fetched anew. */
export async function refreshTasks(client: QueryClient): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: queryKeys.tasks }),
    client.invalidateQueries({ queryKey: queryKeys.me }),
  ]);
}
