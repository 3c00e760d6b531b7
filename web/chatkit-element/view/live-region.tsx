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

  const before = useRef(state.phase);
  useEffect(() => {
    const was = before.current;
    before.current = state.phase;
    if (state.phase === 'responding' && was !== 'responding') announcements.set(texts.responding);
    if (state.phase !== 'idle') return;
    if (was === 'stopping') announcements.set(texts.response_stopped);
    else if (was === 'responding' && state.rows.at(-1)?.kind === 'item') {
      announcements.set(plainText(newestAnswer(state)));
    }
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
