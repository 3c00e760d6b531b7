/** @jsxImportSource preact */
import type { ChatState } from '../state/chat-state.ts';
import { pendingCall } from '../state/waiting.ts';
import { Icon } from './icon.tsx';
import { useNamedIcon } from './named-icon.tsx';
import { usePanel } from './panel-context.ts';

/** Something is under way: what the server says about it, or that the agent thinks. */
export function ThinkingRow({ state }: { state: ChatState }) {
  const { texts } = usePanel();
  const { progress, silent } = state;
  const icon = useNamedIcon(progress?.icon);
  const inPage = state.phase === 'responding' && pendingCall(state) !== null;
  const otherwise = inPage ? texts.tool_in_page : texts.thinking;
  const text = silent ? texts.still_working : (progress?.text ?? otherwise);
  return (
    <div class="thinking">
      {icon ? (
        <Icon node={icon} />
      ) : (
        <span class="dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
      )}
      <span class="shimmer">{text}</span>
    </div>
  );
}
