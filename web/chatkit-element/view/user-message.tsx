/** @jsxImportSource preact */
import type { UserMessageItem } from '#chatkit/protocol/items.ts';
import type { ItemRow } from '../state/chat-state.ts';
import { entityOf } from '../state/compose.ts';
import { EntityTag } from './entities/entity-tag.tsx';
import { Icon } from './icon.tsx';
import { lazy } from './lazy.tsx';
import { usePanel } from './panel-context.ts';
import { RowNote } from './row-note.tsx';

/** Few messages have files. */
const UserAttachments = lazy(async () => (await import('./user-attachments.tsx')).UserAttachments);

/** What the user wrote, exactly as written. */
export function UserMessage({ row, item }: { row: ItemRow; item: UserMessageItem }) {
  const { texts, headingLevel } = usePanel();
  const Heading = `h${headingLevel}` as 'h3';
  return (
    <article class="user" data-mark={row.mark}>
      <Heading class="visually-hidden">{texts.you_said}</Heading>
      {item.quoted_text ? (
        <blockquote class="quote">
          <Icon name="reply" class="turns" />
          <span class="visually-hidden">{texts.replying_to}</span>
          <bdi>{item.quoted_text}</bdi>
        </blockquote>
      ) : null}
      {item.attachments?.length ? <UserAttachments attachments={item.attachments} /> : null}
      <div class="bubble" part="message-user" dir="auto" hidden={item.content.length === 0}>
        {item.content.map((part, index) =>
          part.type === 'input_text' ? (
            part.text
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sent message do not move
            <EntityTag key={index} entity={entityOf(part)} />
          ),
        )}
      </div>
      <RowNote mark={row.mark} />
    </article>
  );
}
