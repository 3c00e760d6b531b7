import { useEffect, useState } from 'react';

const INERT_MS = 500;

/**
 * Whether a dangerous button may be pressed: half a second after it was painted or the window came to the front, so
 * that a click or key meant for something else before it decides nothing.
 */
export function useArmed(): boolean {
  const [armed, setArmed] = useState(false);
  useEffect(() => {
    let timer = 0;
    const rearm = () => {
      setArmed(false);
      clearTimeout(timer);
      timer = window.setTimeout(() => setArmed(true), INERT_MS);
    };
    rearm();
    window.addEventListener('focus', rearm);
    document.addEventListener('visibilitychange', rearm);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('focus', rearm);
      document.removeEventListener('visibilitychange', rearm);
    };
  }, []);
  return armed;
}
