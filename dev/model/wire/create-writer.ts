import type { AnswerWriter, NewId } from './answer-writer.ts';
import { createChatWriter } from './chat-completions.ts';
import type { ModelRequest } from './model-request.ts';
import { createResponsesWriter } from './responses.ts';

export function createWriter(request: ModelRequest, newId: NewId): AnswerWriter {
  return request.api === 'responses'
    ? createResponsesWriter(request, newId)
    : createChatWriter(request, newId);
}
