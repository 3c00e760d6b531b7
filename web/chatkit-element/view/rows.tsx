/** @jsxImportSource preact */
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import type { ChatState, Row } from '../state/chat-state.ts';
import { answerEnds, unansweredKey } from '../state/derive.ts';
import { IdleProvider } from './idle-context.ts';
import { usePanel } from './panel-context.ts';
import { type RowProps, RowView } from './row-view.tsx';
import { useNearRows } from './use-near-rows.ts';
import { useSkippedRows } from './use-skipped-rows.ts';

// More than fit on a screen, so that a short conversation is drawn without further ado.
const NEAR_ROWS = 20;

/** The conversation. Each streamed word passes through here, so what is settled must cost next to nothing. */
export function Rows({ state }: { state: ChatState }) {
  const { options } = usePanel();
  const ends = useAnswerEnds(state);
  const elementOf = useElements();
  const list = useRef<HTMLOListElement>(null);
  const far = state.rows.length - NEAR_ROWS;
  const skipped = useSkippedRows(list, state);
  useNearRows(list, far - skipped);
  const unanswered = options.threadItemActions?.retry ? unansweredKey(state) : null;
  const newest = state.rows.at(-1)?.key;
  if (state.rows.length === 0) return null;
  return (
    <IdleProvider value={state.phase === 'idle' && state.remoteTurn === null}>
      <ol class="rows" ref={list}>
        {state.rows.slice(skipped).map((row, index) =>
          elementOf({
            row,
            answer: ends.get(row.key) ?? null,
            rating: state.ratings.get(row.key),
            unanswered: row.key === unanswered,
            newest: row.key === newest,
            far: index + skipped < far,
          }),
        )}
      </ol>
    </IdleProvider>
  );
}

/** Answers the same element for the same row and props: Preact then passes it by without a look. */
function useElements(): (props: RowProps) => VNode<RowProps> {
  const known = useRef(new WeakMap<Row, VNode<RowProps>>());
  return (props) => {
    const before = known.current.get(props.row);
    if (before && isSame(before.props, props)) return before;
    const element = <RowView key={props.row.key} {...props} />;
    known.current.set(props.row, element);
    return element;
  };
}

function isSame(before: RowProps, props: RowProps): boolean {
  return (
    before.answer === props.answer &&
    before.rating === props.rating &&
    before.unanswered === props.unanswered &&
    before.newest === props.newest &&
    before.far === props.far
  );
}

type Ends = { rows: readonly Row[]; ends: Map<string, string> };

/** As `answerEnds`, with the answers before the newest message of the user remembered. */
function useAnswerEnds(state: ChatState): Map<string, string> {
  const settled = useRef<Ends>({ rows: [], ends: new Map() });
  const begin =
    state.rows.findLastIndex((row) => row.kind === 'item' && row.item.type === 'user_message') + 1;
  const { rows } = settled.current;
  if (rows.length !== begin || rows.some((row, index) => row !== state.rows[index])) {
    const before = state.rows.slice(0, begin);
    settled.current = { rows: before, ends: answerEnds({ ...state, rows: before }) };
  }
  const newest = answerEnds({ ...state, rows: state.rows.slice(begin) });
  return newest.size === 0 ? settled.current.ends : new Map([...settled.current.ends, ...newest]);
}
