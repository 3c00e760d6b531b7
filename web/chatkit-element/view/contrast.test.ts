import { expect, test } from 'vitest';
import { textOn } from './contrast.ts';

test.each([
  ['#4f46e5', '#ffffff'],
  ['#fde047', '#111827'],
  ['#fff', '#111827'],
  ['rgb(0, 0, 0)', '#ffffff'],
  ['hsl(60 100% 50%)', '#111827'],
  ['hsl(240, 100%, 40%)', '#ffffff'],
  ['rebeccapurple', '#ffffff'],
])('text on %s is %s', (color, text) => {
  expect(textOn(color)).toBe(text);
});
