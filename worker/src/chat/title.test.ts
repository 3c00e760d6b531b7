import { expect, test } from 'vitest';
import type { UserMessageItem } from '#chatkit/protocol/items.ts';
import { cleanThreadTitle, titleOf } from './title.ts';

const message = (text: string): UserMessageItem => ({
  type: 'user_message',
  id: 'm',
  thread_id: 't',
  created_at: '2026-01-02T03:04:05.000Z',
  content: [{ type: 'input_text', text }],
  attachments: [],
  inference_options: {},
});

test('a thread is titled by its first message, on one line', () => {
  expect(titleOf(message('  Add a task\n called  milk '))).toBe('Add a task called milk');
});

test('a long first message is cut between two words', () => {
  const title = titleOf(message('word '.repeat(40)));
  expect(title).toMatch(/word…$/);
  expect([...(title ?? '')].length).toBeLessThanOrEqual(61);
});

test('one endless word is cut by code points, never inside a character', () => {
  expect(titleOf(message('😀'.repeat(100)))).toBe(`${'😀'.repeat(60)}…`);
});

test('a message that cannot be seen gives no title', () => {
  expect(titleOf(message('\u200B\u200B'))).toBeUndefined();
});

test('a thread title given by hand is refused when it is blank, too long or not storable', () => {
  expect(cleanThreadTitle('  My\nlist \u202E')).toBe('My list');
  expect(() => cleanThreadTitle(' ')).toThrow(expect.objectContaining({ status: 422, code: 'title_empty' }));
  expect(() => cleanThreadTitle('x'.repeat(121))).toThrow(
    expect.objectContaining({ status: 422, code: 'title_too_long' }),
  );
  expect(() => cleanThreadTitle('a\u0000')).toThrow(expect.objectContaining({ code: 'invalid_characters' }));
});
