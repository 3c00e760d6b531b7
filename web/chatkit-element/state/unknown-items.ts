import type { ThreadItem } from '#chatkit/protocol/items.ts';
import { log, type Session } from './session.ts';

const KNOWN: Record<ThreadItem['type'], true> = {
  user_message: true,
  assistant_message: true,
  client_tool_call: true,
  widget: true,
  generated_image: true,
  structured_input: true,
  workflow: true,
  task: true,
  hidden_context_item: true,
  sdk_hidden_context: true,
  end_of_turn: true,
};

/** Items of a later version of the protocol draw nothing; whoever looks for them finds this. */
export function logUnknown(session: Session, items: readonly ThreadItem[]): void {
  for (const { type } of items)
    if (!Object.hasOwn(KNOWN, type)) log(session, 'render.item_unknown', { type });
}
