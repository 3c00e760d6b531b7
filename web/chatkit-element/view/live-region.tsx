/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChatState } from '../state/chat-state.ts';
import { newestAnswer } from '../state/derive.ts';
import type { Store } from '../state/store.ts';
import { plainText } from './markdown/plain-text.ts';
import { usePanel } from './panel-context.ts';

const PROGRESS_EVERY_MS = 1000;

/** Says to a screen reader what the eye sees: that an answer begins, the answer as a whole, its end. */
export function LiveRegion({ state, announcements }: { state: ChatState; announcements: Store<string> }) {
  const { texts } = usePanel();
  const [message, setMessage] = useState('');
  useEffect(() => announcements.watch(() => setMessage(announcements.get())), [announcements]);

  // By number: a short turn may begin and end between two frames.
  const begun = useRef(0);
  const ended = useRef(0);
  useEffect(() => {
    const { phase, turn, rows } = state;
    if (phase === 'responding' && begun.current !== turn) announcements.set(texts.responding);
    begun.current = turn;
    if (phase !== 'idle' || ended.current === turn) return;
    ended.current = turn;
    const last = rows.at(-1);
    // A problem at the end speaks for itself; a thread that was opened says nothing.
    if (turn === 0 || last?.kind !== 'item') return;
    const stopped = last.mark === 'stopped';
    announcements.set(stopped ? texts.response_stopped : plainText(newestAnswer(state)));
  }, [state, texts, announcements]);

  const progress = state.progress?.text;
  useEffect(() => {
    if (!progress) return;
    const timer = setTimeout(() => announcements.set(progress), PROGRESS_EVERY_MS);
    return () => clearTimeout(timer);
  }, [progress, announcements]);

  return (
    <div class="visually-hidden" aria-live="polite" aria-atomic="true">
      {message}
    </div>
  );
}
