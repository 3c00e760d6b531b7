// threads.add_structured_input: answers to the questions of an item, and the turn goes on.
import { type BegunTurn, begin } from './begin-turn.ts';
import type { Call } from './call.ts';
import { ChatKitError } from './errors.ts';
import type { StructuredInputItem } from './protocol/items.ts';
import type { RequestOf } from './protocol/requests.ts';
import type {
  StructuredInput,
  StructuredInputAnswer,
  StructuredInputSubmission,
} from './protocol/structured-input.ts';
import { toWireItem } from './wire.ts';

/** The answered item is stored as the turn begins, if it is pending until then, and is what the client hears first. */
export async function beginStructuredInput<Context>(
  call: Call<Context>,
  { params, metadata }: RequestOf<'threads.add_structured_input'>,
): Promise<BegunTurn> {
  const { settings, context } = call;
  const { thread_id: threadId, item_id, input } = params;
  const asked = await settings.store.loadItem(threadId, item_id, context);
  if (asked.type !== 'structured_input') {
    throw new ChatKitError(409, 'conflict', 'The item does not ask for structured input');
  }
  const item = answered(asked, input);
  const begun = await begin(call, { kind: 'resume', threadId, item, discard: [] }, metadata);
  const unknown = Object.keys(input.answers).filter((id) => !asked.inputs.some((one) => one.id === id));
  if (unknown.length > 0)
    settings.log('Answers to unknown questions were ignored', { itemId: item.id, unknown });
  return { ...begun, following: [{ type: 'thread.item.replaced', item: toWireItem(item) }] };
}

function answered(item: StructuredInputItem, submission: StructuredInputSubmission): StructuredInputItem {
  const inputs = item.inputs.map((input) => ({ ...input, answer: answerTo(input, submission) }));
  return { ...item, status: submission.status, inputs };
}

/** Every question ends up answered or skipped; one that takes a single choice keeps the first. */
function answerTo(
  input: StructuredInput,
  { status, answers }: StructuredInputSubmission,
): StructuredInputAnswer {
  const given = Object.hasOwn(answers, input.id) ? answers[input.id] : undefined;
  if (status === 'skipped' || !given || given.skipped || given.values.length === 0) {
    return { values: [], skipped: true };
  }
  const single = input.type === 'multiple_choice' && !input.multiple;
  return { values: single ? given.values.slice(0, 1) : given.values, skipped: false };
}
