/** Calls when the page comes back: to the screen, from the cache, to the network. Answers how to stop. */
export function watchPage(back: () => void): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  window.addEventListener('pageshow', back, { signal });
  window.addEventListener('online', back, { signal });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') back();
    },
    { signal },
  );
  return () => listening.abort();
}
