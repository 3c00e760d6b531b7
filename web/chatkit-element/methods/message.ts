import type { OpenAIChatKit } from '@openai/chatkit';
import { IntegrationError } from '../client/chatkit-error.ts';
import { sendMessage } from '../state/send.ts';
import { refuseIfBusy, type Session } from '../state/session.ts';
import { startNewThread } from '../state/thread.ts';
import { messageFrom } from './message-input.ts';

/**
 * Sends what the host gives and leaves the user's draft alone. Resolves at the turn's end.
 * @throws IntegrationError when busy or empty, ChatKitError when the turn fails.
 */
export async function sendUserMessage(
  session: Session,
  given: Parameters<OpenAIChatKit['sendUserMessage']>[0],
): Promise<void> {
  refuseIfBusy(session, 'sendUserMessage');
  const message = messageFrom(given);
  if (!message) throw new IntegrationError('ChatKit: sendUserMessage() ignored - the message is empty');
  if (given.newThread) startNewThread(session);
  await sendMessage(session, message.input, message.attachments);
}
