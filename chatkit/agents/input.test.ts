import { expect, test } from 'vitest';
import type { ThreadItem } from '../protocol/items.ts';
import { toModelInput } from './input.ts';

const base = { thread_id: 'thr_1', created_at: '2026-01-02T03:04:05.000Z' };

const user = (text: string, quoted_text?: string): ThreadItem => ({
  type: 'user_message',
  id: `msg_${text}`,
  ...base,
  content: [{ type: 'input_text', text }],
  attachments: [],
  inference_options: {},
  ...(quoted_text ? { quoted_text } : {}),
});

const texts = (items: ThreadItem[]) =>
  toModelInput(items).map((item) => {
    if (!('role' in item) || typeof item.content === 'string')
      throw new Error('expected a message with parts');
    return [item.role, ...item.content.map((part) => ('text' in part ? part.text : part.type))];
  });

test('A06 a quote is sent for the last user message only', () => {
  expect(texts([user('Hello', 'Hi!'), user('Fine', 'How are you doing?')])).toEqual([
    ['user', 'Hello'],
    ['user', 'Fine'],
    ['user', 'The user is referring to this text in particular:\nHow are you doing?'],
  ]);
});

test('A07 an assistant message keeps its parts and loses its annotations', () => {
  const item: ThreadItem = {
    type: 'assistant_message',
    id: 'msg_1',
    ...base,
    content: [
      { type: 'output_text', text: 'How are you doing?', annotations: [] },
      { type: 'output_text', text: "Can't do that", annotations: [] },
    ],
  };
  expect(texts([item])).toEqual([['assistant', 'How are you doing?', "Can't do that"]]);
});

test('A12 hidden context that is text is marked as hidden', () => {
  const item: ThreadItem = {
    type: 'hidden_context_item',
    id: 'h',
    ...base,
    content: 'User pressed the red button',
  };
  expect(texts([item])).toEqual([
    [
      'user',
      'Hidden context for the agent (not shown to the user):\n<HiddenContext>\nUser pressed the red button\n</HiddenContext>',
    ],
  ]);
});

test('A13 hidden context that is not text throws unless a converter takes it', () => {
  const item: ThreadItem = { type: 'hidden_context_item', id: 'h', ...base, content: { harry: 'potter' } };
  expect(() => toModelInput([item])).toThrow(TypeError);
  expect(toModelInput([item], { hidden_context_item: () => [] })).toEqual([]);
});

test('each custom task of a workflow is told with its title and content', () => {
  const item: ThreadItem = {
    type: 'workflow',
    id: 'wf_1',
    ...base,
    workflow: {
      type: 'custom',
      expanded: false,
      tasks: [
        { type: 'custom', status_indicator: 'complete', title: 'Add task', content: '`add_task`' },
        { type: 'thought', status_indicator: 'none', content: 'secret musing' },
      ],
    },
  };
  expect(texts([item])).toEqual([
    ['user', 'This step was carried out and shown to the user as done: Add task: `add_task`'],
  ]);
});

test('tags appear as @text within the message', () => {
  const item: ThreadItem = {
    ...user('x'),
    type: 'user_message',
    attachments: [],
    inference_options: {},
    content: [
      { type: 'input_text', text: 'Finish ' },
      { type: 'input_tag', id: '7', text: 'Buy milk', data: {}, interactive: false },
    ],
  };
  expect(texts([item])).toEqual([['user', 'Finish @Buy milk']]);
});
