import { log, type Session } from './session.ts';

const SILENCE_MS = 60_000;

/** Says so when nothing is heard of the server for a minute. Some are silent for long; the turn goes on. */
export function watchSilence(session: Session): { heard(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => clearTimeout(timer);
  const heard = () => {
    stop();
    timer = setTimeout(() => {
      session.store.update((state) => ({ ...state, silent: true }));
      log(session, 'stream.silent', { ms: SILENCE_MS });
    }, SILENCE_MS);
  };
  return { heard, stop };
}
