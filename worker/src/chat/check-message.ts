import { ChatKitError } from '#chatkit/index.ts';
import type { UserMessageInput } from '#chatkit/protocol/requests.ts';
import { AppError } from '#core/errors.ts';
import { TEXT } from '#core/limits.ts';
import { codePoints, refuseUnstorable } from '#core/text.ts';

/**
 * The product's rules for what a user sends.
 *
 * @throws AppError `message_empty`, `message_too_long`, `invalid_characters`, `attachments_not_supported`;
 *   ChatKitError 400 for a tool or model of the client's choice: this product offers none.
 */
export function checkMessage({
  content,
  quoted_text = '',
  attachments,
  inference_options,
}: UserMessageInput): void {
  if (attachments.length > 0) {
    throw new AppError('attachments_not_supported', 'Attachments are not supported');
  }
  const { tool_choice, model } = inference_options;
  if (tool_choice !== undefined || model !== undefined) {
    const path = ['params', 'input', 'inference_options'];
    throw new ChatKitError(400, 'invalid_request', 'Tools and models cannot be chosen', [
      { path, message: 'Must be empty' },
    ]);
  }
  const texts = content.map((part) => part.text);
  for (const text of [...texts, quoted_text]) refuseUnstorable(text);
  if (texts.every((text) => text.trim() === ''))
    throw new AppError('message_empty', 'Message cannot be empty');
  const length = texts.reduce((sum, text) => sum + codePoints(text), 0);
  const tooLong = length > TEXT.messageMax || codePoints(quoted_text) > TEXT.messageMax;
  if (tooLong || content.length > TEXT.messagePartsMax) {
    throw new AppError('message_too_long', `Message must be ${TEXT.messageMax} characters or less`);
  }
}
