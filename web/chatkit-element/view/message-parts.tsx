/** @jsxImportSource preact */
import type { AssistantMessageItem } from '#chatkit/protocol/items.ts';
import { lazy } from './lazy.tsx';
import { Markdown } from './markdown/markdown.tsx';

type Props = { item: AssistantMessageItem; streaming: boolean };

/** The text of an answer. What draws citations is fetched with the first one. */
export function MessageParts(props: Props) {
  const cites = props.item.content.some((part) => part.annotations?.length > 0);
  return cites ? <Cited {...props} /> : <Plain {...props} />;
}

function Plain({ item, streaming }: Props) {
  return (
    <>
      {item.content.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts are addressed by their index on the wire
        <Markdown key={index} text={part.text} streaming={streaming} />
      ))}
    </>
  );
}

const Cited = lazy(async () => (await import('./citations/cited-parts.tsx')).CitedParts, {
  Waiting: Plain,
  Failed: Plain,
});
