/** @jsxImportSource preact */
import { fill } from '../locales/en.ts';
import type { Notice } from '../state/chat-state.ts';
import { Icon } from './icon.tsx';
import { IconButton } from './icon-button.tsx';
import { Markdown } from './markdown/markdown.tsx';
import { usePanel } from './panel-context.ts';

/** What the server wants to be known besides the conversation. */
export function Notices({ notices }: { notices: readonly Notice[] }) {
  const { texts, actions } = usePanel();
  if (notices.length === 0) return null;
  return (
    <div class="notices">
      {notices.map(({ key, level, title, message, sentence }) => (
        <div
          key={key}
          class="notice"
          part="banner"
          data-level={level}
          role={level === 'danger' ? 'alert' : 'status'}
        >
          <div>
            {title ? <strong dir="auto">{title}</strong> : null}
            {sentence ? (
              <p>{fill(texts[sentence.text], sentence.values ?? {})}</p>
            ) : (
              <Markdown text={message} />
            )}
          </div>
          <IconButton label={texts.dismiss} onClick={() => actions.dismiss(key)}>
            <Icon name="close" />
          </IconButton>
        </div>
      ))}
    </div>
  );
}
