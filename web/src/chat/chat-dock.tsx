import { MessageCircle, X } from 'lucide-react';
import { type ComponentType, type KeyboardEvent, type Ref, useEffect, useRef, useState } from 'react';
import { loadElement } from './load-element.ts';

type Panel = ComponentType<{ open: boolean; onClose: () => void }>;

type ChatDockProps = { open: boolean; onOpen: (open: boolean) => void };

/**
 * The floating button and the panel above it. The conversation mounts at the first opening and from then
 * on is only hidden, so closing and navigating lose nothing.
 */
export function ChatDock({ open, onOpen }: ChatDockProps) {
  const { Panel, failed } = usePanel();
  const [opened, setOpened] = useState(open);
  const button = useRef<HTMLButtonElement>(null);
  if (open && !opened) setOpened(true);
  const close = () => {
    onOpen(false);
    requestAnimationFrame(() => button.current?.focus());
  };
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) close();
  };
  return (
    <>
      <DockButton ref={button} open={open} onClick={() => (open ? close() : onOpen(true))} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape from anywhere inside closes it */}
      <div
        id="chat-panel"
        hidden={!open}
        onKeyDown={closeOnEscape}
        className="fixed inset-0 z-40 h-dvh overflow-hidden bg-white pb-[env(safe-area-inset-bottom)] md:inset-auto md:right-6 md:bottom-24 md:h-[600px] md:max-h-[calc(100dvh-7.5rem)] md:w-[400px] md:rounded-2xl md:pb-0 md:shadow-2xl md:ring-1 md:ring-gray-950/10 dark:bg-gray-900 dark:md:ring-white/15"
      >
        {Panel && opened ? (
          <Panel open={open} onClose={close} />
        ) : (
          <Waiting failed={failed} onClose={close} />
        )}
      </div>
    </>
  );
}

type DockButtonProps = { open: boolean; onClick: () => void; ref: Ref<HTMLButtonElement> };

/** On a phone the open panel fills the screen and has a close button of its own. */
function DockButton({ open, onClick, ref }: DockButtonProps) {
  const Icon = open ? X : MessageCircle;
  return (
    <button
      ref={ref}
      type="button"
      aria-label={open ? 'Close chat' : 'Open chat'}
      aria-expanded={open}
      aria-controls="chat-panel"
      onClick={onClick}
      className={`fixed right-6 bottom-6 z-50 size-14 items-center justify-center rounded-full bg-indigo-600 text-white shadow-lg shadow-indigo-950/25 transition-colors hover:bg-indigo-500 active:bg-indigo-700 ${open ? 'hidden md:inline-flex' : 'inline-flex'}`}
    >
      <Icon aria-hidden="true" className="size-6" />
    </button>
  );
}

/** Fetches the code of the panel when the page has nothing better to do, so that opening it is instant. */
function usePanel(): { Panel: Panel | null; failed: boolean } {
  const [Panel, setPanel] = useState<Panel | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const load = async () => {
      const [{ ChatPanel }] = await Promise.all([import('./chat-panel.tsx'), loadElement()]);
      setPanel(() => ChatPanel);
    };
    return whenIdle(() => void load().catch(() => setFailed(true)));
  }, []);
  return { Panel, failed };
}

/** Safari has no idle callback. */
function whenIdle(run: () => void): () => void {
  if ('requestIdleCallback' in window) {
    const handle = requestIdleCallback(run, { timeout: 1_000 });
    return () => cancelIdleCallback(handle);
  }
  const timer = setTimeout(run, 200);
  return () => clearTimeout(timer);
}

function Waiting({ failed, onClose }: { failed: boolean; onClose: () => void }) {
  return (
    <div className="flex h-full flex-col">
      <div className="flex items-center justify-between px-4 py-3">
        <h2 className="font-semibold">AI Assistant</h2>
        <button
          type="button"
          aria-label="Close chat"
          onClick={onClose}
          className="inline-flex size-10 items-center justify-center rounded-md text-gray-500 hover:bg-gray-100 dark:hover:bg-gray-800"
        >
          <X aria-hidden="true" className="size-5" />
        </button>
      </div>
      {failed ? (
        <p role="alert" className="muted m-auto max-w-64 text-center text-sm">
          The chat could not be loaded. Please check your internet and reload the page.
        </p>
      ) : (
        <div
          role="status"
          aria-label="Loading chat"
          className="m-auto h-5 w-40 animate-pulse rounded bg-gray-200 dark:bg-gray-800"
        />
      )}
    </div>
  );
}
