import { expect, test, vi } from 'vitest';
import { Toasts } from './toasts.ts';

const about = (toasts: Toasts) => toasts.list().map((toast) => toast.about);

test('a toast takes the place of the one about the same', () => {
  const toasts = new Toasts();
  toasts.show({ about: 'a', text: 'Completed' });
  toasts.show({ about: 'b', text: 'Deleted' });
  toasts.show({ about: 'a', text: 'Reopened' });
  expect(toasts.list()).toEqual([
    { about: 'a', text: 'Reopened' },
    { about: 'b', text: 'Deleted' },
  ]);
});

test('of four the oldest goes that waits for nothing', () => {
  const toasts = new Toasts();
  toasts.show({ about: 'a', text: 'a', busy: true });
  for (const name of ['b', 'c', 'd']) toasts.show({ about: name, text: name });
  expect(about(toasts)).toEqual(['a', 'c', 'd']);
});

test('an outcome brings no toast back that was cleared meanwhile', () => {
  const toasts = new Toasts();
  toasts.show({ about: 'a', text: 'a' });
  toasts.clear();
  toasts.update({ about: 'a', text: 'Undone' });
  expect(toasts.list()).toEqual([]);
});

test('whoever listens hears of each change, and of nothing else', () => {
  const toasts = new Toasts();
  const hear = vi.fn();
  const stop = toasts.subscribe(hear);
  toasts.show({ about: 'a', text: 'a' });
  toasts.dismiss('b');
  toasts.update({ about: 'b', text: 'b' });
  expect(hear).toHaveBeenCalledOnce();
  toasts.dismiss('a');
  stop();
  toasts.show({ about: 'c', text: 'c' });
  expect(hear).toHaveBeenCalledTimes(2);
});
