// Questions that stand in the place of the composer: what was chosen so far, and the answer.
import type { StructuredInputItem } from '#chatkit/protocol/items.ts';
import type { StructuredInputAnswer, StructuredInputSubmission } from '#chatkit/protocol/structured-input.ts';
import { ChatKitError } from '../client/chatkit-error.ts';
import type { ChatState } from './chat-state.ts';
import { refreshThread } from './read-thread.ts';
import { replaceItem } from './rows.ts';
import type { Session } from './session.ts';
import { runTurn } from './turn.ts';
import { waitingForm } from './waiting.ts';

/** What stands in a form before it is submitted. */
export type Reply = {
  /** Values of the options. */
  chosen: readonly string[];
  /** The user's own words; null while that choice is not taken. */
  own: string | null;
};
/** By the id of the question. */
export type Replies = ReadonlyMap<string, Reply>;

export const NO_REPLY: Reply = { chosen: [], own: null };

/** Ids of the questions where "Other" is chosen and nothing is written. */
export function unfinished({ inputs }: StructuredInputItem, replies: Replies): string[] {
  return inputs.flatMap(({ id, type }) => {
    const own = replies.get(id)?.own ?? null;
    return type === 'multiple_choice' && own !== null && own.trim() === '' ? [id] : [];
  });
}

/** One answer for each question; null when there is none at all. */
export function submissionOf(
  { inputs }: StructuredInputItem,
  replies: Replies,
): StructuredInputSubmission | null {
  const answers = inputs.map(({ id }) => [id, answerOf(replies.get(id) ?? NO_REPLY)] as const);
  if (answers.every(([, { skipped }]) => skipped)) return null;
  return { status: 'answered', answers: Object.fromEntries(answers) };
}

export function skippedSubmission({ inputs }: StructuredInputItem): StructuredInputSubmission {
  return { status: 'skipped', answers: Object.fromEntries(inputs.map(({ id }) => [id, SKIPPED])) };
}

/**
 * Sends the answers as a turn. What was chosen is kept until the server has it. Rejects with the ChatKitError that was
 * shown and dispatched.
 */
export async function answerForm(
  session: Session,
  item: StructuredInputItem,
  input: StructuredInputSubmission,
): Promise<void> {
  const put = (shown: StructuredInputItem) => (state: ChatState) => ({
    ...state,
    rows: replaceItem(state.rows, shown, state.turn),
  });
  const params = { thread_id: session.store.get().threadId ?? item.thread_id, item_id: item.id, input };
  try {
    await runTurn(
      session,
      { type: 'threads.add_structured_input', params },
      { prepare: put(answered(item, input)), undo: put(item) },
    );
  } catch (error) {
    // Answered in another window, perhaps: what the server has stored tells.
    if (isOutdated(error)) refreshThread(session).catch(() => {});
    throw error;
  }
  if (!waitingForm(session.store.get())) session.forms.delete(item.id);
}

const SKIPPED: StructuredInputAnswer = { values: [], skipped: true };

function answerOf({ chosen, own }: Reply): StructuredInputAnswer {
  const words = own?.trim() ?? '';
  const values = words === '' ? [...chosen] : [...chosen, words];
  return values.length === 0 ? SKIPPED : { values, skipped: false };
}

function answered(
  item: StructuredInputItem,
  { status, answers }: StructuredInputSubmission,
): StructuredInputItem {
  return { ...item, status, inputs: item.inputs.map((input) => ({ ...input, answer: answers[input.id] })) };
}

function isOutdated(error: unknown): boolean {
  if (!(error instanceof ChatKitError)) return false;
  return error.status === 404 || (error.status === 409 && error.reason === 'conflict');
}
