import { expect, test } from 'vitest';
import { colorOf } from './colors.ts';

const light = (value: unknown) => colorOf(value, 'light');

test('a colour is a name of the theme, a step of a palette, or CSS', () => {
  expect(light('danger')).toBe('var(--w-danger)');
  expect(light('surface-elevated-secondary')).toBe('var(--raised)');
  expect(light('red-500')).toMatch(/^oklch\(0\.635 0\.\d+ 25\)$/);
  expect(light('alpha-10')).toBe('color-mix(in oklab, var(--fg) 10%, transparent)');
  expect(['#ff00aa', 'rebeccapurple', 'rgb(1 2 3 / 50%)', 'oklch(0.5 0.1 20)'].map(light)).toEqual([
    '#ff00aa',
    'rebeccapurple',
    'rgb(1 2 3 / 50%)',
    'oklch(0.5 0.1 20)',
  ]);
});

test('each scheme may have its own', () => {
  const both = { light: 'blue-100', dark: 'blue-900' };
  expect(light(both)).toBe(light('blue-100'));
  expect(colorOf(both, 'dark')).toBe(light('blue-900'));
  expect(colorOf({ light: 'red' }, 'dark')).toBeUndefined();
});

test('a palette grows darker with its steps and never leaves the range', () => {
  const lightness = [0, 25, 100, 200, 500, 900, 1000].map((step) =>
    Number(/oklch\(([\d.]+)/.exec(light(`green-${step}`) ?? '')?.[1]),
  );
  expect(lightness).toEqual([...lightness].sort((a, b) => b - a));
  expect(light('green-1001')).toBeUndefined();
  expect(light('mauve-100')).toBeUndefined();
});

test.each([
  'url(https://evil.example/x.png)',
  'red; background: url(x)',
  'var(--secret)',
  'image-set("x")',
  'rgb(1,2,3)}*{color:red',
  '#12',
  'constructor-100',
  '',
  7,
  null,
  [],
  { light: { light: 'red' } },
])('no colour is made of %j', (value) => {
  expect(light(value)).toBeUndefined();
});
