import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../api.ts';
import { queryKeys } from '../query-keys.ts';

export function useConnections() {
  const api = useApi();
  return useQuery({ queryKey: queryKeys.connections, queryFn: ({ signal }) => api.connections(signal) });
}

/** Ends one connection, or all; afterwards the list is what the server says. */
export function useDisconnect() {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string | 'all') => api.disconnect(id),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.connections }),
  });
}
