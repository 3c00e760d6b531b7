// What a control shows while its action is carried out, and when it fails.
import { afterEach, expect, test } from 'vitest';
import { createGate } from '../testing/gate.ts';
import { widgetScene } from '../testing/widget-scene.tsx';
import { deleteConfirmation, TASKS, taskList } from './fixtures/tasks.ts';

afterEach(() => document.body.replaceChildren());

const fail = () => Promise.reject(new Error('refused'));
const box = (fields: object = {}) => ({
  type: 'Card',
  children: [
    { type: 'Checkbox', name: 'done', label: 'Done', onChangeAction: { type: 'toggle' }, ...fields },
  ],
});
const button = (fields: object = {}) => ({
  type: 'Card',
  children: [{ type: 'Button', label: 'Go', onClickAction: { type: 'go', ...fields } }],
});
const checkbox = (root: ShadowRoot) => root.querySelector('input') as HTMLInputElement;

test('a button works until its action is done, and means it once', async () => {
  const gate = createGate();
  const { button: named, asked } = widgetScene(button(), () => gate.passed);
  named('Go').click();
  await expect.poll(() => named('Go').getAttribute('aria-busy')).toBe('true');
  named('Go').click();
  expect(asked).toHaveLength(1);
  gate.open();
  await expect.poll(() => named('Go').hasAttribute('aria-busy')).toBe(false);
  named('Go').click();
  expect(asked).toHaveLength(2);
});

test('a confirmation holds the whole card, and gives the focus back', async () => {
  const gate = createGate();
  const { button: named, find, root } = widgetScene(deleteConfirmation, () => gate.passed);
  named('Delete').focus();
  named('Delete').click();
  await expect.poll(() => find('.w-root').hasAttribute('inert')).toBe(true);
  named('Delete').blur(); // as browsers do with what has become inert
  gate.open();
  await expect.poll(() => find('.w-root').hasAttribute('inert')).toBe(false);
  expect(root.activeElement).toBe(named('Delete'));
});

test('an action may say how its loading looks', async () => {
  const gate = createGate();
  const { button: named, find } = widgetScene(button({ loadingBehavior: 'container' }), () => gate.passed);
  named('Go').click();
  await expect.poll(() => find('.w-root').hasAttribute('inert')).toBe(true);
  gate.open();
  await expect.poll(() => find('.w-root').hasAttribute('inert')).toBe(false);
});

test('an action without a look of its own leaves the button as it is', async () => {
  const gate = createGate();
  const { button: named, find, asked } = widgetScene(button({ loadingBehavior: 'none' }), () => gate.passed);
  named('Go').click();
  named('Go').click();
  expect(asked).toHaveLength(1);
  expect(find('.w-root').hasAttribute('inert')).toBe(false);
  expect(named('Go').hasAttribute('aria-busy')).toBe(false);
  gate.open();
});

test('while an answer comes, what would begin another waits, and what would not does not', () => {
  const both = {
    type: 'Card',
    children: [
      { type: 'Button', label: 'Streamed', onClickAction: { type: 'a' } },
      { type: 'Button', label: 'Quick', onClickAction: { type: 'b', streaming: false } },
      { type: 'Button', label: 'Of the page', onClickAction: { type: 'c', handler: 'client' } },
      { type: 'Checkbox', name: 'x', onChangeAction: { type: 'd' } },
    ],
  };
  const { show, button: named, asked, root } = widgetScene(both);
  show(both, { responding: true });
  for (const name of ['Streamed', 'Quick', 'Of the page']) named(name).click();
  expect(asked.map(({ action }) => action.type)).toEqual(['b', 'c']);
  expect(named('Streamed').getAttribute('aria-disabled')).toBe('true');
  expect(checkbox(root).disabled).toBe(true);
});

test('a box is ticked at once, and goes back when that was refused', async () => {
  const { root, asked } = widgetScene(box(), fail);
  checkbox(root).click();
  expect(checkbox(root).checked).toBe(true);
  expect(asked[0]?.values).toEqual({ done: true });
  await expect.poll(() => checkbox(root).checked).toBe(false);
});

test('a box keeps what was accepted, also when a later change is refused', async () => {
  let refuse = false;
  const { root } = widgetScene(box(), () => (refuse ? fail() : Promise.resolve()));
  checkbox(root).click();
  await Promise.resolve();
  expect(checkbox(root).checked).toBe(true);
  refuse = true;
  checkbox(root).click();
  expect(checkbox(root).checked).toBe(false);
  await expect.poll(() => checkbox(root).checked).toBe(true);
});

test('when the server sends the widget again, its word counts', async () => {
  const gate = createGate();
  const { root, show } = widgetScene(box(), () => gate.passed);
  checkbox(root).click();
  show(box());
  expect(checkbox(root).checked).toBe(true);
  gate.open();
  await expect.poll(() => checkbox(root).checked).toBe(false);
  show(box({ defaultChecked: true }));
  expect(checkbox(root).checked).toBe(true);
});

test('two quick changes: the newest decides, whatever comes back first', async () => {
  const gates = [createGate(), createGate()];
  let calls = 0;
  const { root, asked } = widgetScene(box(), () => gates[calls++]?.passed ?? Promise.resolve());
  checkbox(root).click();
  checkbox(root).click();
  gates[0]?.open();
  gates[1]?.open();
  await Promise.all(gates.map((gate) => gate.passed));
  await expect.poll(() => checkbox(root).checked).toBe(false);
  expect(asked.map(({ values }) => values.done)).toEqual([true, false]);
});

test('a select goes back to what it was', async () => {
  const options = ['a', 'b'].map((value) => ({ value, label: value }));
  const { find } = widgetScene(
    {
      type: 'Card',
      children: [{ type: 'Select', name: 's', options, defaultValue: 'a', onChangeAction: { type: 'x' } }],
    },
    fail,
  );
  const select = find<HTMLSelectElement>('select');
  select.value = 'b';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await expect.poll(() => select.value).toBe('a');
});

test('ticking a task does not move the focus when its list comes back', async () => {
  const { all, show, root } = widgetScene(taskList());
  const first = all('input')[0];
  first?.focus();
  first?.click();
  show(taskList(TASKS.map((task, index) => ({ ...task, done: task.done === true || index === 0 }))));
  expect(root.activeElement).toBe(first);
  expect((first as HTMLInputElement).checked).toBe(true);
});
