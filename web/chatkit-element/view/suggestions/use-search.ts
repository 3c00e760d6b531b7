import { useEffect, useState } from 'preact/hooks';
import type { Answer } from './entries.ts';

/** While somebody types on, a host is not asked for every letter. */
const PAUSE_MS = 120;

type Found = Answer & { session: string; query: string };
export type Search = Answer & {
  /** The entries are those of an earlier query, or none yet. */
  loading: boolean;
  again(): void;
};

/**
 * What is found for a query; null asks for nothing. Queries of one session show what was found before until their own
 * answer is there, and an answer that comes too late is dropped.
 */
export function useSearch(
  session: string | null,
  query: string,
  search: (query: string) => Promise<Answer>,
): Search {
  const [found, setFound] = useState<Found | null>(null);
  const [attempt, setAttempt] = useState(0);
  const isKnown = found !== null && found.session === session;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a query is asked for once, whatever else changes
  useEffect(() => {
    if (session === null) {
      setFound(null);
      return;
    }
    let isWanted = true;
    const ask = async () => {
      const answer = await search(query);
      if (isWanted) setFound({ ...answer, session, query });
    };
    const timer = setTimeout(ask, isKnown ? PAUSE_MS : 0);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [session, query, attempt]);
  return {
    entries: isKnown ? found.entries : [],
    failed: isKnown && found.failed,
    loading: !isKnown || found.query !== query,
    again() {
      setFound(null);
      setAttempt((count) => count + 1);
    },
  };
}
