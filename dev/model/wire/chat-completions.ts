// The Chat Completions API: an answer as chunks, and as one object.
import type { ChatCompletion, ChatCompletionChunk } from 'openai/resources/chat/completions';
import type { CompletionUsage } from 'openai/resources/completions';
import type { AnswerWriter, Failure, NewId } from './answer-writer.ts';
import type { ModelRequest } from './model-request.ts';
import { countTokens } from './tokens.ts';

type FinishReason = 'stop' | 'length' | 'tool_calls';
type ToolCall = { id: string; type: 'function'; function: { name: string; arguments: string } };

export function createChatWriter(request: ModelRequest, newId: NewId): AnswerWriter {
  return new ChatWriter(request, newId);
}

class ChatWriter implements AnswerWriter {
  readonly #id: string;
  readonly #created = Math.floor(Date.now() / 1000);
  readonly #model: string;
  readonly #includeUsage: boolean;
  readonly #inputTokens: number;
  readonly #calls: ToolCall[] = [];
  #text = '';
  #finish: FinishReason = 'stop';
  #opened = false;

  constructor(request: ModelRequest, newId: NewId) {
    this.#id = newId('chatcmpl');
    this.#model = request.model;
    this.#includeUsage = request.includeUsage;
    this.#inputTokens = countTokens(JSON.stringify(request.body));
  }

  open(): string {
    if (this.#opened) return '';
    this.#opened = true;
    return this.#chunk({ role: 'assistant', content: '', refusal: null });
  }

  /** This API shows no reasoning. */
  reasoning(): string {
    return this.open();
  }

  text(delta: string): string {
    this.#text += delta;
    return this.open() + this.#chunk({ content: delta });
  }

  call(name: string, callId: string): string {
    const call: ToolCall = { id: callId, type: 'function', function: { name, arguments: '' } };
    const index = this.#calls.push(call) - 1;
    return this.open() + this.#chunk({ tool_calls: [{ index, ...call }] });
  }

  callArguments(delta: string): string {
    const call = this.#calls.at(-1);
    if (!call) throw new Error('Arguments without a call');
    call.function.arguments += delta;
    return this.#chunk({ tool_calls: [{ index: this.#calls.length - 1, function: { arguments: delta } }] });
  }

  complete(): string {
    return this.#end(this.#calls.length > 0 ? 'tool_calls' : 'stop');
  }

  incomplete(): string {
    return this.#end('length');
  }

  failed({ code, message }: Failure): string {
    const error = { message, type: 'server_error', param: null, code };
    return `${this.open()}data: ${JSON.stringify({ error })}\n\n`;
  }

  body(): ChatCompletion {
    const message: ChatCompletion.Choice['message'] = {
      role: 'assistant',
      content: this.#text === '' ? null : this.#text,
      refusal: null,
      ...(this.#calls.length > 0 && { tool_calls: this.#calls }),
    };
    return {
      id: this.#id,
      object: 'chat.completion',
      created: this.#created,
      model: this.#model,
      choices: [{ index: 0, message, finish_reason: this.#finish, logprobs: null }],
      usage: this.#usage(),
    };
  }

  #end(reason: FinishReason): string {
    this.#finish = reason;
    const last = this.open() + this.#chunk({}, reason);
    const usage = this.#includeUsage ? this.#frame({ choices: [], usage: this.#usage() }) : '';
    return `${last}${usage}data: [DONE]\n\n`;
  }

  #chunk(delta: ChatCompletionChunk.Choice.Delta, finish: FinishReason | null = null): string {
    const usage = this.#includeUsage ? { usage: null } : {};
    return this.#frame({ choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }], ...usage });
  }

  #frame(fields: Pick<ChatCompletionChunk, 'choices' | 'usage'>): string {
    const chunk: ChatCompletionChunk = {
      id: this.#id,
      object: 'chat.completion.chunk',
      created: this.#created,
      model: this.#model,
      ...fields,
    };
    return `data: ${JSON.stringify(chunk)}\n\n`;
  }

  #usage(): CompletionUsage {
    const output = countTokens(this.#text + JSON.stringify(this.#calls));
    return {
      prompt_tokens: this.#inputTokens,
      completion_tokens: output,
      total_tokens: this.#inputTokens + output,
      prompt_tokens_details: { cached_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 0 },
    };
  }
}
