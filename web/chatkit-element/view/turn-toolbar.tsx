/** @jsxImportSource preact */
import type { Rating } from '../state/chat-state.ts';
import { CopyButton } from './copy-button.tsx';
import { usePanel } from './panel-context.ts';
import { RatingButtons } from './rating-buttons.tsx';
import { RetryButton } from './retry-button.tsx';

/** What can be done with a finished answer, or for a message that got none. */
export function TurnToolbar(props: {
  rowKey: string;
  answer: string | null;
  rating: Rating | undefined;
  alignEnd: boolean;
}) {
  const { texts, options } = usePanel();
  const { feedback = false, retry = false } = options.threadItemActions ?? {};
  const isAnswer = props.answer !== null;
  if (!props.answer && !retry && !(isAnswer && feedback)) return null;
  return (
    <div class="toolbar" data-align={props.alignEnd ? 'end' : undefined}>
      {props.answer ? <CopyButton text={props.answer} label={texts.copy_message} /> : null}
      {isAnswer && feedback ? <RatingButtons rowKey={props.rowKey} rating={props.rating} /> : null}
      {retry ? <RetryButton rowKey={props.rowKey} /> : null}
    </div>
  );
}
