import { expect, test } from 'vitest';
import type { Task } from '#core/tasks/schema.ts';
import { dueFields, dueLabel, dueWords } from './due.ts';

// Local times of this machine, whatever its zone is.
const now = new Date(2026, 10, 25, 12, 0);
const moment = (day: number, hours: number, month = 10) => ({
  due_at: new Date(2026, month, day, hours).toISOString(),
  due_has_time: true,
  tz: 'Asia/Karachi',
});
const day = (date: string, tz: string, offset: string) => ({
  due_at: new Date(`${date}T00:00:00${offset}`).toISOString(),
  due_has_time: false,
  tz,
});
const label = (due: Pick<Task, 'due_at' | 'due_has_time' | 'tz'>, is_completed = false) =>
  dueLabel({ ...due, is_completed }, now);

test.each([
  [day('2026-11-25', 'Asia/Karachi', '+05:00'), 'Today', 'today'],
  [day('2026-11-25', 'America/Los_Angeles', '-08:00'), 'Today', 'today'],
  [day('2026-11-26', 'Pacific/Auckland', '+13:00'), 'Tomorrow', 'later'],
  [day('2026-11-24', 'UTC', 'Z'), 'Overdue · Yesterday', 'late'],
  [day('2026-11-27', 'UTC', 'Z'), 'Friday', 'later'],
  [day('2026-12-01', 'UTC', 'Z'), 'Tuesday', 'later'],
])('a day is the day it was set for, wherever the reader is: %j is %s', (due, text, tone) => {
  expect(label(due)).toEqual({ text, tone });
});

test('dates further away are written out, with the year only if it is another', () => {
  expect(label(day('2026-12-24', 'UTC', 'Z'))?.text).toMatch(/^(Dec 24|24 Dec)$/);
  expect(label(day('2027-01-03', 'UTC', 'Z'))?.text).toContain('2027');
  expect(label(day('2026-11-03', 'UTC', 'Z'))?.text).toMatch(/^Overdue · (Nov 3|3 Nov)$/);
});

test('a time is late from its minute on, also today', () => {
  expect(label(moment(25, 11))).toMatchObject({
    text: expect.stringMatching(/^Overdue · Today, /),
    tone: 'late',
  });
  expect(label(moment(25, 13))).toMatchObject({ text: expect.stringMatching(/^Today, /), tone: 'today' });
});

test('what is done is neither late nor due', () => {
  expect(label(moment(25, 11), true)?.tone).toBe('later');
  expect(label(day('2026-11-24', 'UTC', 'Z'), true)).toEqual({ text: 'Yesterday', tone: 'later' });
});

test('a task without a date says nothing', () => {
  const none = { due_at: null, due_has_time: false, tz: null };
  expect(label(none)).toBeNull();
  expect(dueFields(none)).toEqual({ date: '', time: '' });
});

test('what the fields hold is what they were given', () => {
  expect(dueFields(day('2026-11-26', 'Pacific/Auckland', '+13:00'))).toEqual({
    date: '2026-11-26',
    time: '',
  });
  expect(dueFields(moment(26, 17))).toEqual({ date: '2026-11-26', time: '17:00' });
  expect(dueWords({ date: '2026-11-26', time: '' })).toBe('2026-11-26');
  expect(dueWords({ date: '2026-11-26', time: '17:00' })).toBe(moment(26, 17).due_at);
  expect(dueWords({ date: '', time: '17:00' })).toBeNull();
});

test('a zone that this browser does not know is no reason to fail', () => {
  expect(dueFields({ ...moment(26, 12), due_has_time: false, tz: 'Moon/Tycho' }).date).toBe('2026-11-26');
});
