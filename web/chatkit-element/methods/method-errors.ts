import { ChatKitError, IntegrationError } from '../client/chatkit-error.ts';
import type { Emit } from '../state/session.ts';

export function notConnected(method: string): IntegrationError {
  return new IntegrationError(`ChatKit: ${method}() ignored - not connected`);
}

/** Names each mistake of the options in the console, and all of them in one event. */
export function reportMistakes(emit: Emit, mistakes: readonly string[]): void {
  if (mistakes.length === 0) return;
  for (const mistake of mistakes) console.error(`<openai-chatkit> ${mistake}`);
  emit('chatkit.error', { error: new ChatKitError('options', mistakes.join('; ')) });
}
