import type { OpenAIChatKit } from '@openai/chatkit';
import { IntegrationError } from '../client/chatkit-error.ts';
import { sendMessage } from '../state/send.ts';
import { refuseIfBusy, type Session } from '../state/session.ts';
import { startNewThread } from '../state/thread.ts';
import { attachmentsOf, inputOf } from './message-input.ts';

/**
 * Sends what the host gives and leaves the user's draft alone. Resolves at the turn's end.
 * @throws IntegrationError when busy or empty, ChatKitError when the turn fails.
 */
export async function sendUserMessage(
  session: Session,
  message: Parameters<OpenAIChatKit['sendUserMessage']>[0],
): Promise<void> {
  refuseIfBusy(session, 'sendUserMessage');
  const input = inputOf(message);
  if (!input) throw new IntegrationError('ChatKit: sendUserMessage() ignored - the message is empty');
  if (message.newThread) startNewThread(session);
  await sendMessage(session, input, attachmentsOf(message));
}
