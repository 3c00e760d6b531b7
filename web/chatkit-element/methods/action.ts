import type { OpenAIChatKit } from '@openai/chatkit';
import type { Session } from '../state/session.ts';
import { runAction } from '../state/widget-action.ts';

/**
 * Sends an action of the host's own to the server and runs it as a turn.
 * @throws IntegrationError when busy or without a thread, ChatKitError when the turn fails.
 */
export async function sendCustomAction(
  session: Session,
  { type, payload }: Parameters<OpenAIChatKit['sendCustomAction']>[0],
  itemId?: string,
): Promise<void> {
  const action = { type, ...(payload === undefined ? {} : { payload }) };
  await runAction(session, action, itemId, 'sendCustomAction');
}
