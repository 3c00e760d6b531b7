import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './http.ts';

const RETRIES = 2;

/** Reads are repeated when no answer or a server's fault came; changes and refusals never by themselves. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // `always`: without a connection a request fails and says so, instead of waiting in silence.
      queries: { networkMode: 'always', retry: worthRepeating, staleTime: 5_000 },
      mutations: { networkMode: 'always' },
    },
  });
}

function worthRepeating(failures: number, error: unknown): boolean {
  if (failures >= RETRIES || !(error instanceof ApiError)) return false;
  return error.status === 0 || error.status >= 500;
}
