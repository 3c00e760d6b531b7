// Request bodies of both APIs → ModelRequest. Refuses what the real API refuses.
import { badRequest } from './api-error.ts';
import type { Item, ModelRequest } from './model-request.ts';
import { isObject, type JsonObject } from './read-json.ts';
import { readTools } from './read-tools.ts';

export function readResponsesRequest(body: unknown): ModelRequest {
  const fields = readBody(body);
  const { input } = fields;
  if (typeof input !== 'string' && !Array.isArray(input)) {
    throw badRequest("'input' must be a string or an array of items.", 'input');
  }
  if (fields.previous_response_id != null) {
    throw badRequest('This server keeps no responses; send the whole input.', 'previous_response_id');
  }
  const items: Item[] =
    typeof input === 'string'
      ? [{ kind: 'message', role: 'user', text: input }]
      : input.flatMap((item, index) => readInputItem(item, `input[${index}]`));
  return {
    api: 'responses',
    ...common(fields, checkedCalls(items, 'input')),
    includeUsage: true,
    maxOutputTokens: numberOrNull(fields.max_output_tokens),
  };
}

export function readChatRequest(body: unknown): ModelRequest {
  const fields = readBody(body);
  const { messages, stream_options: streamOptions } = fields;
  if (!Array.isArray(messages) || messages.length === 0) {
    throw badRequest("'messages' must be an array with at least one message.", 'messages');
  }
  const items = messages.flatMap((message, index) => readMessage(message, `messages[${index}]`));
  return {
    api: 'chat_completions',
    ...common(fields, checkedCalls(items, 'messages')),
    includeUsage: isObject(streamOptions) && streamOptions.include_usage === true,
    maxOutputTokens: numberOrNull(fields.max_completion_tokens ?? fields.max_tokens),
  };
}

function readBody(body: unknown): JsonObject {
  if (!isObject(body)) throw badRequest('The body of the request is not a JSON object.');
  if (typeof body.model !== 'string' || body.model === '') throw badRequest("'model' is required.", 'model');
  return body;
}

function common(fields: JsonObject, items: Item[]) {
  return {
    model: String(fields.model),
    stream: fields.stream === true,
    items,
    tools: fields.tool_choice === 'none' ? [] : readTools(fields.tools),
    parallelCalls: fields.parallel_tool_calls !== false,
    body: fields,
  };
}

function readInputItem(item: unknown, param: string): Item[] {
  if (!isObject(item)) throw badRequest(`${param} must be an object.`, param);
  if (item.type === 'function_call') return [readCall(item.call_id, item, param)];
  if (item.type === 'function_call_output') return [readResult(item.call_id, item.output, param)];
  if (item.role === undefined && item.type !== 'message') return [];
  return [{ kind: 'message', role: readRole(item.role, param), text: readText(item.content, param) }];
}

function readMessage(message: unknown, param: string): Item[] {
  if (!isObject(message)) throw badRequest(`${param} must be an object.`, param);
  if (message.role === 'tool') return [readResult(message.tool_call_id, message.content, param)];
  const role = readRole(message.role, param);
  const said = readText(message.content, param);
  const items: Item[] = said === '' ? [] : [{ kind: 'message', role, text: said }];
  const calls = Array.isArray(message.tool_calls) ? message.tool_calls : [];
  for (const call of calls) {
    if (!isObject(call) || !isObject(call.function))
      throw badRequest(`${param}.tool_calls is malformed.`, param);
    items.push(readCall(call.id, call.function, param));
  }
  return items;
}

function readRole(role: unknown, param: string): 'user' | 'assistant' | 'system' {
  if (role === 'developer' || role === 'system') return 'system';
  if (role === 'user' || role === 'assistant') return role;
  throw badRequest(`${param}.role is not one of user, assistant, system, developer.`, `${param}.role`);
}

function readCall(callId: unknown, call: JsonObject, param: string): Item {
  if (typeof callId !== 'string' || typeof call.name !== 'string' || typeof call.arguments !== 'string') {
    throw badRequest(`${param} is not a function call.`, param);
  }
  return { kind: 'call', callId, name: call.name, arguments: call.arguments };
}

function readResult(callId: unknown, output: unknown, param: string): Item {
  if (typeof callId !== 'string') throw badRequest(`${param} names no call.`, param);
  return { kind: 'result', callId, output: readText(output, param) };
}

/** A string, or the texts of an array of content parts; parts without text count as nothing. */
function readText(content: unknown, param: string): string {
  if (content === undefined || content === null) return '';
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) throw badRequest(`${param} has no readable content.`, param);
  return content
    .map((part) => (isObject(part) && typeof part.text === 'string' ? part.text : ''))
    .filter((text) => text !== '')
    .join('\n');
}

/** Each result answers a call before it, each call has its result: the real API refuses anything else. */
function checkedCalls(items: Item[], param: string): Item[] {
  const waiting = new Set<string>();
  for (const item of items) {
    if (item.kind === 'call') waiting.add(item.callId);
    if (item.kind === 'result' && !waiting.delete(item.callId)) {
      throw badRequest(`The tool output ${item.callId} answers no tool call.`, param);
    }
  }
  const [missing] = waiting;
  if (missing !== undefined) throw badRequest(`The tool call ${missing} has no tool output.`, param);
  return items;
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
