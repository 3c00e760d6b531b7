import { expect, test } from 'vitest';
import { ChatKitRequest, isStreaming } from './requests.ts';

const input = { content: [{ type: 'input_text', text: 'Hi' }], attachments: [], inference_options: {} };
const action = { type: 'task.toggle', payload: { id: 't1', none: null } };

const STREAMING = [
  ['threads.create', { input }],
  ['threads.add_user_message', { thread_id: 't', input }],
  ['threads.add_client_tool_output', { thread_id: 't', result: { none: null, list: [1, 'a'] } }],
  ['threads.add_client_tool_output', { thread_id: 't', result: null }],
  [
    'threads.add_structured_input',
    { thread_id: 't', item_id: 'i', input: { status: 'skipped', answers: {} } },
  ],
  ['threads.retry_after_item', { thread_id: 't', item_id: 'i' }],
  ['threads.custom_action', { thread_id: 't', item_id: 'i', action }],
] as const;

const ANSWERING = [
  ['threads.sync_custom_action', { thread_id: 't', action }],
  ['threads.get_by_id', { thread_id: 't' }],
  ['threads.list', { limit: 3, order: 'asc', after: 't' }],
  ['threads.update', { thread_id: 't', title: 'New' }],
  ['threads.delete', { thread_id: 't' }],
  ['threads.stop', { thread_id: 't', turn_id: 'u' }],
  ['items.list', { thread_id: 't', limit: 100, order: 'desc', after: 'i' }],
  ['items.feedback', { thread_id: 't', item_ids: ['i'], kind: 'negative' }],
  ['attachments.create', { name: 'n', size: 3, mime_type: 'text/plain' }],
  ['attachments.delete', { attachment_id: 'a' }],
  ['input.transcribe', { audio_base64: 'aGk=', mime_type: 'audio/webm;codecs=opus' }],
] as const;

test.each(STREAMING)('%s is parsed unchanged and streams', (type, params) => {
  const request = ChatKitRequest.parse({ type, params, metadata: { a: null } });
  expect(request).toEqual({ type, params, metadata: { a: null } });
  expect(isStreaming(request)).toBe(true);
});

test.each(ANSWERING)('%s is parsed unchanged and does not stream', (type, params) => {
  const request = ChatKitRequest.parse({ type, params });
  expect(request).toEqual({ type, params, metadata: {} });
  expect(isStreaming(request)).toBe(false);
});

test('U03 a list is newest first and twenty long when nothing, null or 0 is said', () => {
  for (const params of [{}, { limit: null, order: null, after: null }, { limit: 0 }]) {
    const request = ChatKitRequest.parse({ type: 'threads.list', params, metadata: null });
    expect(request).toEqual({ type: 'threads.list', params: { limit: 20, order: 'desc' }, metadata: {} });
  }
});

test('fields the protocol does not know are dropped, those of the integrator are kept', () => {
  const tag = {
    type: 'input_tag',
    id: 'u1',
    text: 'Ann',
    data: { any: { thing: null } },
    user_id: 'mallory',
  };
  const request = ChatKitRequest.parse({
    type: 'threads.create',
    params: { input: { ...input, content: [tag], quoted_text: null }, user_id: 'mallory' },
  });
  expect(request).toEqual({
    type: 'threads.create',
    params: {
      input: {
        ...input,
        content: [
          { type: 'input_tag', id: 'u1', text: 'Ann', data: { any: { thing: null } }, interactive: false },
        ],
      },
    },
    metadata: {},
  });
});

test.each<[string, unknown, (string | number)[]]>([
  ['no type', {}, ['type']],
  ['an unknown type', { type: 'threads.explode', params: {} }, ['type']],
  ['a list as type', { type: ['threads.list'], params: {} }, ['type']],
  ['no params', { type: 'threads.list' }, ['params']],
  ['null params', { type: 'threads.list', params: null }, ['params']],
  ['a negative limit', { type: 'threads.list', params: { limit: -1 } }, ['params', 'limit']],
  ['a limit of 101', { type: 'threads.list', params: { limit: 101 } }, ['params', 'limit']],
  ['a fraction', { type: 'threads.list', params: { limit: 2.5 } }, ['params', 'limit']],
  ['a limit as text', { type: 'threads.list', params: { limit: '20' } }, ['params', 'limit']],
  ['an unknown order', { type: 'threads.list', params: { order: 'sideways' } }, ['params', 'order']],
  ['no result', { type: 'threads.add_client_tool_output', params: { thread_id: 't' } }, ['params', 'result']],
  [
    'an unknown part',
    { type: 'threads.create', params: { input: { ...input, content: [{ type: 'hologram' }] } } },
    ['params', 'input', 'content', 0, 'type'],
  ],
  ['no body', null, []],
])('%s is refused with the path of the fault', (_, body, path) => {
  const { error } = ChatKitRequest.safeParse(body);
  expect(error?.issues.map((issue) => issue.path)).toEqual([path]);
});

test('an unknown type is answered with the list of the known ones', () => {
  const { error } = ChatKitRequest.safeParse({ type: 'threads.explode', params: {} });
  for (const [type] of [...STREAMING, ...ANSWERING]) expect(error?.message).toContain(`'${type}'`);
});
