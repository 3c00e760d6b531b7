/** @jsxImportSource preact */
import type { AssistantMessageItem } from '#chatkit/protocol/items.ts';
import type { ItemRow } from '../state/chat-state.ts';
import { Markdown } from './markdown/markdown.tsx';
import { usePanel } from './panel-context.ts';
import { RowNote } from './row-note.tsx';

export function AssistantMessage({ row, item }: { row: ItemRow; item: AssistantMessageItem }) {
  const { texts, headingLevel } = usePanel();
  const Heading = `h${headingLevel}` as 'h3';
  return (
    <article
      class="assistant"
      part="message-assistant"
      data-mark={row.mark}
      dir="auto"
      aria-busy={row.pending}
    >
      <Heading class="visually-hidden">{texts.assistant_said}</Heading>
      {item.content.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts are addressed by their index on the wire
        <Markdown key={index} text={part.text} streaming={row.pending} />
      ))}
      <RowNote mark={row.mark} />
    </article>
  );
}
