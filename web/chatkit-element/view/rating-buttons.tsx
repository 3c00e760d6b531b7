/** @jsxImportSource preact */
import thumbsDownIcon from 'lucide/dist/esm/icons/thumbs-down.mjs';
import thumbsUpIcon from 'lucide/dist/esm/icons/thumbs-up.mjs';
import type { Rating } from '../state/chat-state.ts';
import { Icon } from './icon.tsx';
import { usePanel } from './panel-context.ts';

const icons = { positive: thumbsUpIcon, negative: thumbsDownIcon };

/** What the user thinks of the answer that ends with this row. */
export function RatingButtons({ rowKey, rating }: { rowKey: string; rating: Rating | undefined }) {
  const { texts, actions } = usePanel();
  const button = (kind: Rating, label: string) => (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      aria-pressed={rating === kind}
      onClick={() => actions.rate(rowKey, kind)}
    >
      <Icon node={icons[kind]} />
    </button>
  );
  return (
    <>
      {button('positive', texts.good_answer)}
      {button('negative', texts.bad_answer)}
    </>
  );
}
