/** @jsxImportSource preact */
import type { HeaderIcon } from '@openai/chatkit';
import { headerIcons } from '../icons/header-icons.ts';
import type { ChatState } from '../state/chat-state.ts';
import { isEmpty } from '../state/derive.ts';
import { Icon } from './icon.tsx';
import { IconButton } from './icon-button.tsx';
import { usePanel } from './panel-context.ts';

export function Header({ state }: { state: ChatState }) {
  const { options, texts, actions, headingLevel } = usePanel();
  const { title, leftAction, rightAction } = options.header ?? {};
  const Heading = `h${headingLevel - 1}` as 'h2';
  const isNew = state.threadId === null && isEmpty(state) && state.phase === 'idle';
  return (
    <header class="header" part="header">
      {leftAction ? <HostButton {...leftAction} /> : null}
      {title?.enabled === false ? (
        <span class="title" />
      ) : (
        <Heading class="title" part="title">
          {title?.text ?? state.thread?.title ?? ''}
        </Heading>
      )}
      <IconButton
        label={texts.new_chat}
        disabled={isNew || state.phase === 'loading'}
        onClick={actions.newChat}
      >
        <Icon name="compose" />
      </IconButton>
      {rightAction ? <HostButton {...rightAction} /> : null}
    </header>
  );
}

/** The contract gives a host's button no name but its icon's. */
function HostButton({ icon, onClick }: { icon: HeaderIcon; onClick: () => void }) {
  const words = icon.replaceAll('-', ' ');
  return (
    <IconButton label={words.charAt(0).toUpperCase() + words.slice(1)} onClick={() => onClick()}>
      <Icon node={headerIcons[icon] ?? []} />
    </IconButton>
  );
}
