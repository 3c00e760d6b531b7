import OpenAI from 'openai';
import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import type { ResponseStreamEvent } from 'openai/resources/responses/responses';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, say, script, think } from './script-client.ts';
import { type ModelServer, startModel } from './server.ts';

let model: ModelServer;
let client: OpenAI;
beforeAll(async () => {
  model = await startModel({ port: 0, deltaMs: 0 });
  client = new OpenAI({ apiKey: 'local', baseURL: model.url, maxRetries: 0 });
});
afterAll(() => model.close());

const authorized = { authorization: 'Bearer local', 'content-type': 'application/json' };

async function post(path: string, body: unknown): Promise<{ status: number; body: unknown }> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${model.url}${path}`, { method: 'POST', headers: authorized, body: text });
  return { status: response.status, body: await response.json() };
}

async function eventsOf(input: string): Promise<ResponseStreamEvent[]> {
  const events: ResponseStreamEvent[] = [];
  for await (const event of await client.responses.create({ model: 'm', input, stream: true }))
    events.push(event);
  return events;
}

test('a streamed response has the events of the Responses API in their order, numbered from 0', async () => {
  const { mark } = await script(model.url, [
    [think('Hm'), say('Two', ' words'), call('add_task', { title: 'A' }, 'call_1')],
  ]);
  const events = await eventsOf(mark);
  expect(events.map((event) => event.type)).toEqual([
    'response.created',
    'response.in_progress',
    'response.output_item.added',
    'response.reasoning_summary_part.added',
    'response.reasoning_summary_text.delta',
    'response.reasoning_summary_text.done',
    'response.reasoning_summary_part.done',
    'response.output_item.done',
    'response.output_item.added',
    'response.content_part.added',
    'response.output_text.delta',
    'response.output_text.delta',
    'response.output_text.done',
    'response.content_part.done',
    'response.output_item.done',
    'response.output_item.added',
    'response.function_call_arguments.delta',
    'response.function_call_arguments.done',
    'response.output_item.done',
    'response.completed',
  ]);
  expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, index) => index));
  expect(events.at(-1)).toMatchObject({
    response: {
      status: 'completed',
      output: [
        { type: 'reasoning', summary: [{ type: 'summary_text', text: 'Hm' }] },
        {
          type: 'message',
          role: 'assistant',
          status: 'completed',
          content: [{ type: 'output_text', text: 'Two words' }],
        },
        {
          type: 'function_call',
          call_id: 'call_1',
          name: 'add_task',
          arguments: '{"title":"A"}',
          status: 'completed',
        },
      ],
      usage: { input_tokens: expect.any(Number), output_tokens: expect.any(Number) },
    },
  });
});

test('items are announced empty and in progress', async () => {
  const { mark } = await script(model.url, [[say('Hello')]]);
  const added = (await eventsOf(mark)).find((event) => event.type === 'response.output_item.added');
  expect(added).toMatchObject({
    output_index: 0,
    item: { type: 'message', status: 'in_progress', content: [] },
  });
});

test('a request that does not stream gets the same response as one object', async () => {
  const { mark } = await script(model.url, [[say('Hello', ' there')]]);
  const response = await client.responses.create({ model: 'm', input: mark });
  expect(response.output_text).toBe('Hello there');
  expect(response.status).toBe('completed');
});

test('a chat completion comes as chunks with a last one for the usage, or whole', async () => {
  const steps = [[say('Hello', ' there'), call('add_task', { title: 'A' }, 'call_1')], [say('Whole')]];
  const { mark } = await script(model.url, steps);
  const messages = [{ role: 'user' as const, content: mark }];
  const stream = await client.chat.completions.create({
    model: 'm',
    messages,
    stream: true,
    stream_options: { include_usage: true },
  });
  const chunks: ChatCompletionChunk[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')).toBe('Hello there');
  const deltas = chunks.flatMap((chunk) => chunk.choices[0]?.delta.tool_calls ?? []);
  expect(deltas[0]).toMatchObject({
    index: 0,
    id: 'call_1',
    type: 'function',
    function: { name: 'add_task' },
  });
  expect(deltas.map((delta) => delta.function?.arguments).join('')).toBe('{"title":"A"}');
  expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('tool_calls');
  expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: expect.any(Number) } });

  const whole = await client.chat.completions.create({ model: 'm', messages });
  expect(whole.choices[0]).toMatchObject({
    finish_reason: 'stop',
    message: { role: 'assistant', content: 'Whole' },
  });
});

test('an answer longer than max_output_tokens ends as incomplete', async () => {
  const { mark } = await script(model.url, [[say('1234', '5678', '9012')], [say('1234', '5678', '9012')]]);
  const response = await client.responses.create({ model: 'm', input: mark, max_output_tokens: 2 });
  expect(response).toMatchObject({
    status: 'incomplete',
    incomplete_details: { reason: 'max_output_tokens' },
  });
  expect(response.output_text).toBe('12345678');
  const messages = [{ role: 'user' as const, content: mark }];
  const chat = await client.chat.completions.create({ model: 'm', messages, max_tokens: 2 });
  expect(chat.choices[0]).toMatchObject({ finish_reason: 'length', message: { content: '12345678' } });
});

test('GET /v1/models lists the model', async () => {
  const { data } = await client.models.list();
  expect(data.map((entry) => entry.id)).toEqual(['edge-todo-local']);
});

test.each(['', 'Basic abc', 'Bearer', 'Bearer '])(
  'a request with the authorization "%s" answers 401',
  async (value) => {
    const headers = new Headers(value === '' ? {} : { authorization: value });
    const response = await fetch(`${model.url}/models`, { headers });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({
      error: { type: 'invalid_request_error', code: 'invalid_api_key' },
    });
  },
);

const strictTool = (parameters: unknown) => ({
  model: 'm',
  input: 'x',
  tools: [{ type: 'function', name: 'a', strict: true, parameters }],
});

test.each<[string, string, unknown, string | null]>([
  ['text that is no JSON', '/responses', '{"model":', null],
  ['a body that is no object', '/responses', [1], null],
  ['no model', '/responses', { input: 'x' }, 'model'],
  ['no input', '/responses', { model: 'm' }, 'input'],
  ['an item that is no object', '/responses', { model: 'm', input: ['x'] }, 'input[0]'],
  ['an unknown role', '/responses', { model: 'm', input: [{ role: 'root', content: 'x' }] }, 'input[0].role'],
  [
    'a stored response',
    '/responses',
    { model: 'm', input: 'x', previous_response_id: 'resp_1' },
    'previous_response_id',
  ],
  [
    'a result without its call',
    '/responses',
    { model: 'm', input: [{ type: 'function_call_output', call_id: 'c', output: '1' }] },
    'input',
  ],
  [
    'a call without its result',
    '/responses',
    { model: 'm', input: [{ type: 'function_call', call_id: 'c', name: 'a', arguments: '{}' }] },
    'input',
  ],
  [
    'a strict tool with an optional property',
    '/responses',
    strictTool({
      type: 'object',
      properties: { a: { type: 'string' } },
      required: [],
      additionalProperties: false,
    }),
    'tools[0].parameters',
  ],
  [
    'a strict tool that allows more properties',
    '/responses',
    strictTool({ type: 'object', properties: {}, required: [] }),
    'tools[0].parameters',
  ],
  ['no messages', '/chat/completions', { model: 'm', messages: [] }, 'messages'],
  [
    'a chat call without its result',
    '/chat/completions',
    {
      model: 'm',
      messages: [
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'c', type: 'function', function: { name: 'a', arguments: '{}' } }],
        },
      ],
    },
    'messages',
  ],
])('%s answers 400 with the name of the field', async (_, path, body, param) => {
  const answer = await post(path, body);
  expect(answer.status).toBe(400);
  expect(answer.body).toEqual({
    error: { message: expect.any(String), type: 'invalid_request_error', param, code: null },
  });
});

test('an unknown path answers 404 in the same shape', async () => {
  expect(await post('/embeddings', {})).toMatchObject({
    status: 404,
    body: { error: { code: 'unknown_url' } },
  });
});

test('the rules answer without tools when none may be used', async () => {
  const tools = [{ type: 'function' as const, name: 'list_tasks', strict: false, parameters: {} }];
  const response = await client.responses.create({
    model: 'm',
    input: 'show my tasks',
    tools,
    tool_choice: 'none',
  });
  expect(response.output.map((item) => item.type)).toEqual(['message']);
});

test('words come with a pause between them, so that streaming can be seen', async () => {
  const slow = await startModel({ port: 0, deltaMs: 5 });
  const started = performance.now();
  const response = await fetch(`${slow.url}/responses`, {
    method: 'POST',
    headers: authorized,
    body: JSON.stringify({ model: 'm', input: 'hello', stream: true }),
  });
  const events = (await response.text()).split('\n\n').filter((event) => event.includes('output_text.delta'));
  expect(performance.now() - started).toBeGreaterThan(4 * events.length);
  expect(events.length).toBeGreaterThan(10);
  await slow.close();
});
