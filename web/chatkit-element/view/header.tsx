/** @jsxImportSource preact */
import type { HeaderIcon as IconName } from '@openai/chatkit';
import type { ChatState } from '../state/chat-state.ts';
import { isEmpty } from '../state/derive.ts';
import { BackButton } from './back-button.tsx';
import { HeaderIcon } from './header-icon.tsx';
import { Icon } from './icon.tsx';
import { IconButton } from './icon-button.tsx';
import { usePanel } from './panel-context.ts';

/** @param props.usable The options name a server. */
export function Header({ state, usable }: { state: ChatState; usable: boolean }) {
  const { options, texts, actions, headingLevel } = usePanel();
  const { title, leftAction, rightAction } = options.header ?? {};
  const Heading = `h${headingLevel - 1}` as 'h2';
  const isNew = state.threadId === null && isEmpty(state) && state.phase === 'idle';
  const inHistory = state.view === 'history';
  return (
    <header class="header" part="header">
      {inHistory ? <BackButton /> : null}
      {leftAction ? <HostButton {...leftAction} /> : null}
      {title?.enabled === false && !inHistory ? (
        <span class="title" />
      ) : (
        <Heading class="title" part="title" tabIndex={-1}>
          {inHistory ? texts.history : (title?.text ?? state.thread?.title ?? '')}
        </Heading>
      )}
      <IconButton
        label={texts.new_chat}
        disabled={(isNew && !inHistory) || state.phase === 'loading'}
        onClick={actions.newChat}
      >
        <Icon name="compose" />
      </IconButton>
      {inHistory || !usable || options.history?.enabled === false ? null : (
        <IconButton
          label={texts.show_history}
          part="history-button"
          disabled={state.phase === 'loading'}
          onClick={actions.showHistory}
        >
          <Icon name="history" />
        </IconButton>
      )}
      {rightAction ? <HostButton {...rightAction} /> : null}
    </header>
  );
}

/** The contract gives a host's button no name but its icon's. */
function HostButton({ icon, onClick }: { icon: IconName; onClick: () => void }) {
  const words = icon.replaceAll('-', ' ');
  return (
    <IconButton label={words.charAt(0).toUpperCase() + words.slice(1)} onClick={() => onClick()}>
      <HeaderIcon name={icon} />
    </IconButton>
  );
}
