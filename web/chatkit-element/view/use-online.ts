import { useEffect, useState } from 'preact/hooks';

/** Whether the browser believes to have a network. */
export function useOnline(): boolean {
  const [online, setOnline] = useState(() => navigator.onLine);
  useEffect(() => {
    const listening = new AbortController();
    const look = () => setOnline(navigator.onLine);
    // It may have changed since the first drawing.
    look();
    window.addEventListener('online', look, { signal: listening.signal });
    window.addEventListener('offline', look, { signal: listening.signal });
    return () => listening.abort();
  }, []);
  return online;
}
