import type { OpenAIChatKit } from '@openai/chatkit';
import { IntegrationError } from '../client/chatkit-error.ts';
import { isOpen } from '../state/chat-state.ts';
import type { Session } from '../state/session.ts';
import { contentOf } from './message-input.ts';

/**
 * Changes what is given of the draft and keeps the rest.
 * @throws IntegrationError when the thread takes no messages.
 */
export function setComposerValue(
  session: Session,
  value: Parameters<OpenAIChatKit['setComposerValue']>[0],
): void {
  const { text: _text, content: _content, ...others } = value;
  const missing = Object.entries(others).find(([, given]) => given !== undefined);
  if (missing) throw new IntegrationError(`ChatKit: setComposerValue({ ${missing[0]} }) is not available`);
  if (!isOpen(session.store.get())) {
    throw new IntegrationError('ChatKit: setComposerValue() ignored - the thread is locked');
  }
  if (value.text === undefined && value.content === undefined) return;
  const text = contentOf(value)
    .map((part) => part.text)
    .join('');
  session.store.update((state) => ({ ...state, draft: { ...state.draft, text } }));
}
