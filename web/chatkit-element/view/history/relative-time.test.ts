import { expect, test } from 'vitest';
import { relativeTime } from './relative-time.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');

test.each([
  ['2026-11-21T11:59:30Z', 'now'],
  ['2026-11-21T11:59:00Z', '1 minute ago'],
  ['2026-11-21T09:00:01Z', '2 hours ago'],
  ['2026-11-20T11:00:00Z', 'yesterday'],
  ['2026-11-16T12:00:00Z', '5 days ago'],
  ['2026-11-10T12:00:00Z', 'last week'],
  ['2026-08-01T12:00:00Z', '3 months ago'],
  ['2024-11-01T12:00:00Z', '2 years ago'],
  ['2026-11-21T12:00:40Z', 'now'],
])('%s reads: %s', (instant, words) => {
  expect(relativeTime(instant, NOW, 'en')).toBe(words);
});

test('the words are those of the language', () => {
  expect(relativeTime('2026-11-20T11:00:00Z', NOW, 'ur')).toBe('گزشتہ کل');
});

test('what is no time has no words', () => {
  expect(relativeTime('soon', NOW, 'en')).toBe('');
});
