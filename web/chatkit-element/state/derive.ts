// What follows from the state and is not stored in it. Pure.
import type { ChatState, ItemRow, Row } from './chat-state.ts';
import { isVisible } from './fold-event.ts';
import { messageText } from './rows.ts';

/** Whether the user waits without seeing anything happen. */
export function isThinking(state: ChatState): boolean {
  if (state.remoteTurn !== null) return true;
  if (state.phase !== 'responding') return false;
  const last = state.rows.at(-1);
  if (last?.kind !== 'item' || last.turn !== state.turn) return last?.kind !== 'problem';
  const { item, pending } = last;
  if (item.type === 'user_message' || !isVisible(item)) return true;
  if (item.type === 'workflow')
    return !item.workflow.tasks.some((task) => task.status_indicator === 'loading');
  return !pending;
}

/** The keys of the rows after which an answer is complete, each with the answer's text. */
export function answerEnds(state: ChatState): Map<string, string> {
  const ends = new Map<string, string>();
  let texts: string[] = [];
  let last: ItemRow | null = null;
  const close = () => {
    if (last && texts.length > 0) ends.set(last.key, texts.join('\n\n'));
    texts = [];
    last = null;
  };
  for (const row of state.rows) {
    if (row.kind !== 'item') continue;
    if (row.item.type === 'user_message') close();
    if (row.item.type !== 'assistant_message') continue;
    const text = messageText(row.item);
    if (text !== '') texts.push(text);
    last = row;
  }
  if (state.phase === 'idle' && state.remoteTurn === null) close();
  return ends;
}

/** The key of a message at the end that nobody answers. */
export function unansweredKey(state: ChatState): string | null {
  const last = state.rows.at(-1);
  const isQuestion = last?.kind === 'item' && last.item.type === 'user_message';
  return isQuestion && state.phase === 'idle' && state.remoteTurn === null ? last.key : null;
}

/** What the assistant wrote in the newest turn. */
export function newestAnswer(state: ChatState): string {
  return state.rows
    .filter((row) => row.kind === 'item' && row.turn === state.turn && row.item.type === 'assistant_message')
    .map((row) => (row.kind === 'item' ? messageText(row.item) : ''))
    .join('\n\n');
}

export function isEmpty(state: ChatState): boolean {
  return !state.rows.some((row: Row) => row.kind === 'item');
}
