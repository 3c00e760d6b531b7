/** @jsxImportSource preact */
import { useRef } from 'preact/hooks';
import type { ChatState } from '../state/chat-state.ts';
import { isEmpty, isThinking } from '../state/derive.ts';
import { Icon } from './icon.tsx';
import { OlderRows } from './older-rows.tsx';
import { usePanel } from './panel-context.ts';
import { Rows } from './rows.tsx';
import { Skeleton } from './skeleton.tsx';
import { StartScreen } from './start-screen.tsx';
import { ThinkingRow } from './thinking-row.tsx';
import { useFollow } from './use-follow.ts';

/** The scrolling part: start screen or conversation. */
export function Transcript({ state }: { state: ChatState }) {
  const { texts } = usePanel();
  const scroller = useRef<HTMLDivElement>(null);
  const { isAway, jump, spacer } = useFollow(scroller, state);
  const empty = isEmpty(state);
  const loading = state.phase === 'loading' && empty;
  return (
    <div class="thread-frame">
      <div
        class="thread"
        part="thread"
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label={texts.conversation}
      >
        <OlderRows older={state.older} />
        {loading ? <Skeleton /> : null}
        {empty && !loading && state.threadId === null ? (
          <StartScreen disabled={state.phase !== 'idle'} />
        ) : null}
        <Rows state={state} />
        {isThinking(state) || state.progress ? <ThinkingRow state={state} /> : null}
        <div class="spacer" ref={spacer} />
      </div>
      {isAway ? (
        <button
          type="button"
          class="jump"
          aria-label={texts.jump_to_latest}
          title={texts.jump_to_latest}
          onClick={jump}
        >
          <Icon name="arrow-down" />
        </button>
      ) : null}
    </div>
  );
}
