import { expect, test } from 'vitest';
import type { ThreadItem } from '#chatkit/protocol/items.ts';
import { fitHistory } from './history.ts';

const base = { thread_id: 't', created_at: '2026-01-02T03:04:05.000Z' };
const user = (id: string, text: string): ThreadItem => ({
  type: 'user_message',
  id,
  ...base,
  content: [{ type: 'input_text', text }],
  attachments: [],
  inference_options: {},
});
const answer = (id: string, text: string): ThreadItem => ({
  type: 'assistant_message',
  id,
  ...base,
  content: [{ type: 'output_text', text, annotations: [] }],
});
const ids = (items: ThreadItem[]) => items.map(({ id }) => id);

test('a conversation within the budget is kept whole', () => {
  const items = [user('u1', 'hi'), answer('a1', 'hello'), user('u2', 'more')];
  expect(fitHistory(items, 1_000)).toEqual(items);
});

test('a conversation over the budget is cut where a turn begins', () => {
  const items = [
    user('u1', 'x'.repeat(300)),
    answer('a1', 'x'),
    user('u2', 'y'),
    answer('a2', 'y'.repeat(300)),
    user('u3', 'z'),
  ];
  expect(ids(fitHistory(items, 120))).toEqual(['u2', 'a2', 'u3']);
});

test('the newest turn is kept whatever its size', () => {
  const items = [user('u1', 'old'), answer('a1', 'old'), user('u2', 'x'.repeat(9_000))];
  expect(ids(fitHistory(items, 100))).toEqual(['u2']);
});

test('an older turn that would fit is not kept behind one that did not', () => {
  const items = [user('u1', 'a'), user('u2', 'x'.repeat(900)), user('u3', 'c')];
  expect(ids(fitHistory(items, 100))).toEqual(['u3']);
});
