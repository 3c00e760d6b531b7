/** @jsxImportSource preact */
import type { AssistantMessageItem } from '#chatkit/protocol/items.ts';
import type { ItemRow } from '../state/chat-state.ts';
import { MessageParts } from './message-parts.tsx';
import { usePanel } from './panel-context.ts';
import { RowNote } from './row-note.tsx';

export function AssistantMessage({ row, item }: { row: ItemRow; item: AssistantMessageItem }) {
  const { texts, headingLevel } = usePanel();
  const Heading = `h${headingLevel}` as 'h3';
  return (
    <article class="assistant" part="message-assistant" data-mark={row.mark} aria-busy={row.pending}>
      <Heading class="visually-hidden">{texts.assistant_said}</Heading>
      <MessageParts item={item} streaming={row.pending} />
      <RowNote mark={row.mark} />
    </article>
  );
}
