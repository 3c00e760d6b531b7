// The Responses API: an answer as events with a running sequence number, and as one object.
import type {
  Response,
  ResponseFunctionToolCall,
  ResponseOutputItem,
  ResponseOutputMessage,
  ResponseOutputText,
  ResponseReasoningItem,
  ResponseStreamEvent,
} from 'openai/resources/responses/responses';
import type { AnswerWriter, Failure, NewId } from './answer-writer.ts';
import type { ModelRequest } from './model-request.ts';
import { countTokens } from './tokens.ts';

/** The client library adds the other two fields by itself. */
type WireResponse = Omit<Response, 'output_text' | 'access_programs'>;
type Unnumbered<E> = E extends { sequence_number: number } ? Omit<E, 'sequence_number'> : never;
type Lifecycle = { type: `response.${string}`; response: WireResponse };
type WireEvent = Unnumbered<Exclude<ResponseStreamEvent, { response: Response }>> | Lifecycle;
type OpenItem = ResponseOutputMessage | ResponseFunctionToolCall | ResponseReasoningItem;

export function createResponsesWriter(request: ModelRequest, newId: NewId): AnswerWriter {
  return new ResponsesWriter(request, newId);
}

class ResponsesWriter implements AnswerWriter {
  readonly #newId: NewId;
  readonly #response: WireResponse;
  readonly #inputTokens: number;
  #sequence = 0;
  #item: OpenItem | null = null;
  #opened = false;

  constructor(request: ModelRequest, newId: NewId) {
    this.#newId = newId;
    this.#response = emptyResponse(request, newId('resp'));
    this.#inputTokens = countTokens(JSON.stringify(request.body));
  }

  open(): string {
    if (this.#opened) return '';
    this.#opened = true;
    return this.#lifecycle('response.created') + this.#lifecycle('response.in_progress');
  }

  reasoning(delta: string): string {
    let out = this.open();
    let item = this.#item;
    if (item?.type !== 'reasoning') {
      out += this.#close();
      item = { id: this.#newId('rs'), type: 'reasoning', summary: [] };
      out += this.#add(item);
      const part = { type: 'summary_text' as const, text: '' };
      out += this.#event({
        type: 'response.reasoning_summary_part.added',
        ...this.#at(item),
        summary_index: 0,
        part,
      });
      item.summary.push(part);
    }
    const part = item.summary[0];
    if (part) part.text += delta;
    return (
      out +
      this.#event({
        type: 'response.reasoning_summary_text.delta',
        ...this.#at(item),
        summary_index: 0,
        delta,
      })
    );
  }

  text(delta: string): string {
    let out = this.open();
    let item = this.#item;
    if (item?.type !== 'message') {
      out += this.#close();
      item = {
        id: this.#newId('msg'),
        type: 'message',
        role: 'assistant',
        status: 'in_progress',
        content: [],
      };
      out += this.#add(item);
      const part = outputText('');
      out += this.#event({ type: 'response.content_part.added', ...this.#at(item), content_index: 0, part });
      item.content.push(part);
    }
    const part = item.content[0];
    if (part?.type === 'output_text') part.text += delta;
    return (
      out +
      this.#event({
        type: 'response.output_text.delta',
        ...this.#at(item),
        content_index: 0,
        delta,
        logprobs: [],
      })
    );
  }

  call(name: string, callId: string): string {
    const before = this.open() + this.#close();
    const item = {
      id: this.#newId('fc'),
      type: 'function_call',
      status: 'in_progress',
      name,
      call_id: callId,
      arguments: '',
    } as const;
    return before + this.#add({ ...item });
  }

  callArguments(delta: string): string {
    const item = this.#item;
    if (item?.type !== 'function_call') throw new Error('Arguments without a call');
    item.arguments += delta;
    return this.#event({ type: 'response.function_call_arguments.delta', ...this.#at(item), delta });
  }

  complete(): string {
    return this.#end('completed', 'completed');
  }

  incomplete(): string {
    this.#response.incomplete_details = { reason: 'max_output_tokens' };
    return this.#end('incomplete', 'incomplete');
  }

  failed(failure: Failure): string {
    const code = failure.code === 'rate_limit_exceeded' ? failure.code : 'server_error';
    this.#response.error = { code, message: failure.message };
    const out = this.open();
    this.#response.status = 'failed';
    return out + this.#lifecycle('response.failed');
  }

  body(): WireResponse {
    return this.#response;
  }

  #end(status: 'completed' | 'incomplete', itemStatus: 'completed' | 'incomplete'): string {
    const out = this.open() + this.#close(itemStatus);
    this.#response.status = status;
    if (status === 'completed') this.#response.completed_at = this.#response.created_at;
    this.#response.usage = this.#usage();
    return out + this.#lifecycle(`response.${status}`);
  }

  #add(item: OpenItem): string {
    this.#item = item;
    this.#response.output.push(item);
    return this.#event({ type: 'response.output_item.added', output_index: this.#outputIndex, item });
  }

  #close(status: 'completed' | 'incomplete' = 'completed'): string {
    const item = this.#item;
    if (item === null) return '';
    this.#item = null;
    const out = this.#closeContent(item);
    if (item.type !== 'reasoning') item.status = status;
    return out + this.#event({ type: 'response.output_item.done', output_index: this.#outputIndex, item });
  }

  #closeContent(item: OpenItem): string {
    const at = this.#at(item);
    if (item.type === 'function_call') {
      return this.#event({ type: 'response.function_call_arguments.done', ...at, arguments: item.arguments });
    }
    if (item.type === 'reasoning') {
      const part = item.summary[0] ?? { type: 'summary_text', text: '' };
      return (
        this.#event({
          type: 'response.reasoning_summary_text.done',
          ...at,
          summary_index: 0,
          text: part.text,
        }) + this.#event({ type: 'response.reasoning_summary_part.done', ...at, summary_index: 0, part })
      );
    }
    const part = item.content[0] ?? outputText('');
    const text = part.type === 'output_text' ? part.text : '';
    return (
      this.#event({ type: 'response.output_text.done', ...at, content_index: 0, text, logprobs: [] }) +
      this.#event({ type: 'response.content_part.done', ...at, content_index: 0, part })
    );
  }

  get #outputIndex(): number {
    return this.#response.output.length - 1;
  }

  #at(item: OpenItem): { item_id: string; output_index: number } {
    return { item_id: item.id ?? '', output_index: this.#outputIndex };
  }

  #lifecycle(type: Lifecycle['type']): string {
    return this.#event({ type, response: this.#response });
  }

  #event(event: WireEvent): string {
    const data = JSON.stringify({ ...event, sequence_number: this.#sequence++ });
    return `event: ${event.type}\ndata: ${data}\n\n`;
  }

  #usage(): Response['usage'] {
    const output = countTokens(this.#response.output.map(contentOf).join(''));
    return {
      input_tokens: this.#inputTokens,
      input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
      output_tokens: output,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: this.#inputTokens + output,
    };
  }
}

function outputText(text: string): ResponseOutputText {
  return { type: 'output_text', text, annotations: [], logprobs: [] };
}

function contentOf(item: ResponseOutputItem): string {
  if (item.type === 'function_call') return item.name + item.arguments;
  if (item.type === 'reasoning') return item.summary.map((part) => part.text).join('');
  return item.type === 'message'
    ? item.content.map((part) => ('text' in part ? part.text : '')).join('')
    : '';
}

function emptyResponse(
  { model, body, maxOutputTokens, parallelCalls }: ModelRequest,
  id: string,
): WireResponse {
  return {
    id,
    object: 'response',
    created_at: Math.floor(Date.now() / 1000),
    status: 'in_progress',
    error: null,
    incomplete_details: null,
    instructions: typeof body.instructions === 'string' ? body.instructions : null,
    max_output_tokens: maxOutputTokens,
    metadata: {},
    model,
    output: [],
    parallel_tool_calls: parallelCalls,
    previous_response_id: null,
    temperature: 1,
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
  };
}
