import { expect, test } from 'vitest';
import { IconName } from './icons.ts';
import { Task } from './workflow.ts';

const accepts = (name: string) => IconName.safeParse(name).success;

test.each(['vendor:icon-name', 'vendor:another-icon-name', 'lucide:list-todo'])(
  'I01 %s is an icon name',
  (name) => {
    expect(accepts(name)).toBe(true);
  },
);

test.each(['book-open', 'phone', 'user', 'write-alt2', 'agent'])('I02 %s is an icon name', (name) => {
  expect(accepts(name)).toBe(true);
});

test.each(['invalid-icon', '', ' user', 'User', 'vendor', 'constructor', '__proto__'])(
  'I03 %j is no icon name, nor the icon of a task',
  (icon) => {
    expect(accepts(icon)).toBe(false);
    expect(Task.safeParse({ type: 'custom', title: 'x', icon }).success).toBe(false);
    expect(Task.safeParse({ type: 'custom', title: 'x', icon: 'user' }).success).toBe(true);
  },
);

test('U25 a bare prefix is an icon name', () => {
  expect(['vendor:', 'lucide:'].every(accepts)).toBe(true);
});
