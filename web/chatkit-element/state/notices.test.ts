import { expect, test } from 'vitest';
import { EMPTY_CHAT } from './chat-state.ts';
import { addNotice, notify } from './notices.ts';

test('at most three notices stand, each with a key of its own, and the oldest makes room', () => {
  const messages = ['one', 'two', 'three', 'four', 'four'];
  const state = messages.reduce((now, message) => addNotice(now, { level: 'info', message }), EMPTY_CHAT);
  expect(state.notices.map((notice) => notice.message)).toEqual(['three', 'four', 'four']);
  expect(new Set(state.notices.map((notice) => notice.key)).size).toBe(3);
});

test('a sentence that is said again takes the place of the one before', () => {
  const once = notify(EMPTY_CHAT, 'problem_limited', { n: 1 });
  const twice = notify(notify(once, 'problem_network'), 'problem_limited', { n: 2 });
  expect(twice.notices.map((notice) => notice.sentence)).toEqual([
    { text: 'problem_network', values: {} },
    { text: 'problem_limited', values: { n: 2 } },
  ]);
});
