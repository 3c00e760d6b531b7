/** @jsxImportSource preact */
import { render } from 'preact';
import { expect, test } from 'vitest';
import { HeaderIcon } from './header-icon.tsx';
import { NamedIcon } from './named-icon.tsx';

const shapes = (root: Element) => root.querySelector('svg')?.childElementCount ?? -1;

test('an icon keeps its place until the set is there', async () => {
  const root = document.createElement('div');
  render(<NamedIcon name="lucide:calendar" />, root);
  expect(shapes(root)).toBe(0);
  await expect.poll(() => shapes(root)).toBeGreaterThan(1);
});

test('a name that the set lacks is drawn as the other one, or not at all', async () => {
  const root = document.createElement('div');
  render(<NamedIcon name="no-such-icon" fallback="sparkle" />, root);
  await expect.poll(() => shapes(root)).toBeGreaterThan(0);
  const empty = document.createElement('div');
  render(<NamedIcon name="constructor" />, empty);
  expect(shapes(empty)).toBe(0);
});

test("the panel's own icons of a header are there at once, others follow", async () => {
  const root = document.createElement('div');
  render(<HeaderIcon name="close" />, root);
  expect(shapes(root)).toBe(2);
  const other = document.createElement('div');
  render(<HeaderIcon name="settings-cog" />, other);
  await expect.poll(() => shapes(other)).toBeGreaterThan(1);
});
