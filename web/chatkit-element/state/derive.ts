// What follows from the state and is not stored in it. Pure.
import type { ThreadItem } from '#chatkit/protocol/items.ts';
import type { Workflow } from '#chatkit/protocol/workflow.ts';
import type { ChatState, ItemRow, Row } from './chat-state.ts';
import { isVisible } from './fold-event.ts';
import { messageText } from './rows.ts';

/** Whether the user waits without seeing anything happen. */
export function isThinking(state: ChatState): boolean {
  if (state.remoteTurn !== null) return true;
  if (state.phase !== 'responding') return false;
  const last = state.rows.at(-1);
  if (last?.turn !== state.turn) return true;
  if (last.kind === 'problem') return false;
  const { item, pending } = last;
  if (item.type === 'user_message' || !isVisible(item, pending)) return true;
  if (item.type === 'workflow') return !(pending && isAtWork(item.workflow));
  return !pending;
}

/** A workflow that shows by itself that it goes on. */
function isAtWork({ type, tasks }: Workflow): boolean {
  return type === 'reasoning' || tasks.some((task) => task.status_indicator === 'loading');
}

/** The keys of the rows after which an answer is complete, each with the answer's text. */
export function answerEnds(state: ChatState): Map<string, string> {
  const answers = answersOf(state.rows);
  const isOver = state.phase === 'idle' && state.remoteTurn === null;
  const ended = isOver ? answers : answers.filter((answer) => answer.closed);
  return new Map(ended.map(({ rows }) => [rows.at(-1)?.key ?? '', textOf(rows)]));
}

/** The ids of all items of the answer that ends with this row. */
export function answerItems(state: ChatState, endKey: string): string[] {
  const answer = answersOf(state.rows).find(({ rows }) => rows.at(-1)?.key === endKey);
  return answer?.rows.map((row) => row.item.id) ?? [];
}

/** `closed`: something follows that does not belong to it. */
type Answer = { rows: ItemRow[]; closed: boolean };

/** What the assistant said and showed, together from one message of the user to the next. */
function answersOf(rows: readonly Row[]): Answer[] {
  const answers: Answer[] = [];
  let open: Answer | null = null;
  for (const row of rows) {
    if (row.kind !== 'item') continue;
    if (row.item.type === 'user_message' || row.item.type === 'end_of_turn') {
      if (open) open.closed = true;
      open = null;
    } else if (isAnswer(row.item)) {
      open ??= begin(answers);
      open.rows.push(row);
    }
  }
  return answers;
}

function begin(answers: Answer[]): Answer {
  const answer: Answer = { rows: [], closed: false };
  answers.push(answer);
  return answer;
}

function isAnswer(item: ThreadItem): boolean {
  return item.type === 'widget' || (item.type === 'assistant_message' && isVisible(item));
}

function textOf(rows: readonly ItemRow[]): string {
  const texts = rows.map(({ item }) => (item.type === 'widget' ? (item.copy_text ?? '') : messageText(item)));
  return texts.filter((text) => text !== '').join('\n\n');
}

/** The key of a message at the end that nobody answers. */
export function unansweredKey(state: ChatState): string | null {
  const last = state.rows.at(-1);
  const isQuestion = last?.kind === 'item' && last.item.type === 'user_message';
  return isQuestion && state.phase === 'idle' && state.remoteTurn === null ? last.key : null;
}

/** What the assistant wrote in the newest turn. */
export function newestAnswer(state: ChatState): string {
  const rows = state.rows.flatMap((row) =>
    row.kind === 'item' && row.turn === state.turn && isAnswer(row.item) ? [row] : [],
  );
  return textOf(rows);
}

export function isEmpty(state: ChatState): boolean {
  return !state.rows.some((row: Row) => row.kind === 'item');
}
