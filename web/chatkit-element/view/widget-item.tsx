/** @jsxImportSource preact */
import type { WidgetItem } from '#chatkit/protocol/items.ts';
import type { ItemRow } from '../state/chat-state.ts';
import { useIdle } from './idle-context.ts';
import { lazy } from './lazy.tsx';
import { usePanel } from './panel-context.ts';
import { PlainWidget } from './plain-widget.tsx';
import { RowNote } from './row-note.tsx';

export type WidgetProps = {
  item: WidgetItem;
  /** A turn runs, so none can begin. */
  responding: boolean;
  /** It came just now, and was not read from the past of the conversation. */
  isNew: boolean;
};

const Widget = lazy<WidgetProps>(() => import('../widgets/widget.tsx').then(({ Widget }) => Widget), {
  Waiting,
  Failed: ({ item }) => <PlainWidget text={item.copy_text} />,
});

/** A widget as a row of the conversation. The code that draws widgets is fetched with the first one. */
export function WidgetItemView({ row, item }: { row: ItemRow; item: WidgetItem }) {
  const idle = useIdle();
  const { texts, headingLevel } = usePanel();
  const Heading = `h${headingLevel}` as 'h3';
  return (
    <article class="assistant widget" part="widget" data-mark={row.mark} aria-busy={row.pending}>
      <Heading class="visually-hidden">{texts.assistant_said}</Heading>
      <Widget item={item} responding={!idle} isNew={row.turn > 0} />
      <RowNote mark={row.mark} />
    </article>
  );
}

function Waiting() {
  const { texts } = usePanel();
  return <div class="widget-skeleton" role="status" aria-label={texts.widget_loading} />;
}
