// What a widget that is sent again may not disturb.
import { afterEach, expect, test } from 'vitest';
import { widgetScene } from '../testing/widget-scene.tsx';
import { TASKS, taskList } from './fixtures/tasks.ts';

afterEach(() => document.body.replaceChildren());

const copy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));
const fields = (...children: object[]) => ({ type: 'Card', children });
const input = (name: string, defaultValue = '') => ({ type: 'Input', name, defaultValue });

test('typed text, its field and the focus stay when the same widget comes as new JSON', () => {
  const widget = fields({ type: 'Form', children: [input('title', 'Milk'), input('notes')] });
  const { find, show, root } = widgetScene(widget);
  const field = find<HTMLInputElement>('[data-field="notes"]');
  field.focus();
  field.value = 'half a sen';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  show(copy(widget));
  expect(find('[data-field="notes"]')).toBe(field);
  expect(field.value).toBe('half a sen');
  expect(root.activeElement).toBe(field);
});

test('a line that appears above a form does not take its place', () => {
  const form = { type: 'Form', children: [input('title')] };
  const { find, show } = widgetScene(fields(form));
  const field = find<HTMLInputElement>('input');
  field.value = 'typed';
  show(fields({ type: 'Text', value: 'Please check' }, copy(form)));
  expect(find('input')).toBe(field);
});

test('rows keep their elements by key when others go, come or change places', () => {
  const { all, show } = widgetScene(taskList(TASKS, 20));
  const [first, second, third] = all('li');
  show(
    taskList(
      [TASKS[2], TASKS[1], TASKS[4]].filter((task) => task !== undefined),
      20,
    ),
  );
  expect(all('li').slice(0, 2)).toEqual([third, second]);
  expect(first?.isConnected).toBe(false);
});

test('a list that was opened stays open', async () => {
  const { all, button, show } = widgetScene(taskList());
  button('Show 2 more').click();
  await expect.poll(() => all('li').length).toBe(7);
  show(taskList(TASKS.slice(0, 6)));
  expect(all('li')).toHaveLength(6);
});

test('a new default shows in a field that nobody touched, and not in one that somebody did', () => {
  const { all, show } = widgetScene(fields(input('a', 'one'), input('b', 'one')));
  const [untouched, touched] = all('input') as HTMLInputElement[];
  if (touched) touched.value = 'mine';
  show(fields(input('a', 'two'), input('b', 'two')));
  expect([untouched?.value, touched?.value]).toEqual(['two', 'mine']);
});

test('text that grows stays the same element', () => {
  const growing = (value: string, streaming = true) =>
    fields({ type: 'Text', id: 't', value, streaming }, { type: 'Markdown', id: 'm', value, streaming });
  const { find, show } = widgetScene(growing('Two'));
  const text = find('.w-text');
  const paragraph = find('.markdown p');
  show(growing('Two tasks'));
  show(growing('Two tasks are late', false));
  expect(find('.w-text')).toBe(text);
  expect(find('.markdown p')).toBe(paragraph);
  expect([text.textContent, paragraph.textContent]).toEqual(['Two tasks are late', 'Two tasks are late']);
  expect(text.hasAttribute('aria-busy')).toBe(false);
});

test('a field takes the focus only in a widget that came just now, and from nobody who types', () => {
  const focusing = fields({ ...input('title'), autoFocus: true });
  const old = widgetScene(focusing);
  expect(old.root.activeElement).toBeNull();

  const fresh = widgetScene(null);
  fresh.show(focusing, { isNew: true });
  expect(fresh.root.activeElement).toBe(fresh.find('input'));

  document.body.append(document.createElement('textarea'));
  document.querySelector('textarea')?.focus();
  const elsewhere = widgetScene(null);
  elsewhere.show(focusing, { isNew: true });
  expect(elsewhere.root.activeElement).toBeNull();
});
