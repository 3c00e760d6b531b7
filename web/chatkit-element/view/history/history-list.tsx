/** @jsxImportSource preact */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ThreadInfo } from '../../state/chat-state.ts';
import { usePanel } from '../panel-context.ts';
import { HistoryRow, type RowMode } from './history-row.tsx';

const TICK_MS = 60_000;

/** The threads, of which one at a time may be renamed or deleted. The focus stays where the user works. */
export function HistoryList(props: {
  threads: readonly ThreadInfo[];
  currentId: string | null;
  language: string;
}) {
  const { threads, currentId, language } = props;
  const { texts, actions } = usePanel();
  const [active, setActive] = useState<{ id: string; mode: RowMode } | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const focusNext = useRef<string | null>(null);
  const now = useNow();
  useLayoutEffect(() => {
    if (focusNext.current === null) return;
    const index = threads.findIndex((thread) => thread.id === focusNext.current);
    focusNext.current = null;
    list.current?.children[index]?.querySelector<HTMLElement>('.history-open')?.focus();
  });
  const setMode = (id: string, mode: RowMode | null) => {
    if (mode === null) focusNext.current = id;
    setActive(mode && { id, mode });
  };
  const remove = (id: string, index: number) => {
    const neighbour = threads[index + 1] ?? threads[index - 1];
    focusNext.current = neighbour?.id ?? null;
    if (!neighbour) list.current?.closest('.panel')?.querySelector<HTMLElement>('.title[tabindex]')?.focus();
    setActive(null);
    actions.deleteThread(id);
    actions.announce(texts.thread_deleted);
  };
  return (
    <ul class="history-list" ref={list} aria-label={texts.history}>
      {threads.map((thread, index) => (
        <li key={thread.id} class="history-row" data-current={thread.id === currentId || undefined}>
          <HistoryRow
            thread={thread}
            current={thread.id === currentId}
            mode={active?.id === thread.id ? active.mode : null}
            now={now}
            language={language}
            onMode={(mode) => setMode(thread.id, mode)}
            onDelete={() => remove(thread.id, index)}
          />
        </li>
      ))}
    </ul>
  );
}

/** The time, once a minute. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
