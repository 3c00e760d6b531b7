/** @jsxImportSource preact */
import { Component } from 'preact';
import type { ItemRow, Rating, Row } from '../state/chat-state.ts';
import { isVisible } from '../state/fold-event.ts';
import { AssistantMessage } from './assistant-message.tsx';
import { Answers, GeneratedImage } from './item-parts.tsx';
import { ProblemView } from './problem-view.tsx';
import { TurnToolbar } from './turn-toolbar.tsx';
import { UserMessage } from './user-message.tsx';
import { WidgetItemView } from './widget-item.tsx';
import { WorkflowView } from './workflow-view.tsx';

export type RowProps = {
  row: Row;
  /** The whole answer that ends with this row. */
  answer: string | null;
  /** What the user thinks of that answer. */
  rating: Rating | undefined;
  /** A message at the end that nobody answers. */
  unanswered: boolean;
  newest: boolean;
  /** Many rows follow: it is laid out only while it is near the screen. */
  far: boolean;
};

/** One row; drawn again only when it changed, because every streamed word passes through all of them. */
export class RowView extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    const { row, answer, rating, unanswered, newest, far } = this.props;
    return (
      next.row !== row ||
      next.answer !== answer ||
      next.rating !== rating ||
      next.unanswered !== unanswered ||
      next.newest !== newest ||
      next.far !== far
    );
  }

  override render({ row, answer, rating, unanswered, newest, far }: RowProps) {
    if (row.kind === 'problem') return <ProblemView row={row} newest={newest} />;
    const content = drawItem(row);
    if (!content) return null;
    return (
      <li
        class="row"
        data-kind={row.item.type}
        data-live={row.turn > 0 || undefined}
        data-newest={newest || undefined}
        data-far={far || undefined}
      >
        {content}
        {answer !== null || unanswered ? (
          <TurnToolbar rowKey={row.key} answer={answer} rating={rating} alignEnd={unanswered} />
        ) : null}
      </li>
    );
  }
}

/** Items that this element does not know, or that are not for eyes, draw nothing. */
function drawItem(row: ItemRow) {
  const { item } = row;
  if (item.type === 'user_message') return <UserMessage row={row} item={item} />;
  if (item.type === 'widget') return <WidgetItemView row={row} item={item} />;
  if (!isVisible(item, row.pending) && row.mark === undefined) return null;
  if (item.type === 'assistant_message') return <AssistantMessage row={row} item={item} />;
  if (item.type === 'workflow') {
    return <WorkflowView workflow={item.workflow} pending={row.pending} mark={row.mark} />;
  }
  if (item.type === 'task') {
    return (
      <WorkflowView
        workflow={{ type: 'custom', tasks: [item.task], expanded: false }}
        pending={row.pending}
        mark={row.mark}
      />
    );
  }
  if (item.type === 'generated_image') return <GeneratedImage row={row} item={item} />;
  if (item.type === 'structured_input') return <Answers row={row} item={item} />;
  return null;
}
