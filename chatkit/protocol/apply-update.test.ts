import { expect, test } from 'vitest';
import { assistant, INSTANT, workflow } from '../testing/script.ts';
import { applyUpdate } from './apply-update.ts';
import type { Annotation } from './content.ts';
import type { ThreadItemUpdate } from './events.ts';
import type { ThreadItem, WidgetItem } from './items.ts';
import type { WidgetRoot } from './widgets.ts';
import type { Task } from './workflow.ts';

const base = { id: 'x', thread_id: 't', created_at: INSTANT };
const citation = (title: string): Annotation => ({
  type: 'annotation',
  source: { type: 'file', filename: title, title },
});
const task = (title: string): Task => ({ type: 'custom', status_indicator: 'none', title });
const widget = (root: WidgetRoot): WidgetItem => ({ type: 'widget', ...base, widget: root });
const card: WidgetRoot = {
  type: 'Card',
  id: 'root',
  children: [
    { type: 'Text', id: 'a', value: 'Hel' },
    null,
    { type: 'Transition', children: { type: 'Col', children: [{ type: 'Markdown', id: 'b', value: 'x' }] } },
  ],
};

/** Freezes all of it, so that a reducer that changes its input throws. */
function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

function fold(item: ThreadItem, ...updates: ThreadItemUpdate[]): ThreadItem {
  return updates.reduce((folded, update) => applyUpdate(frozen(folded), frozen(update)), item);
}

const textDelta = (delta: string, content_index = 0): ThreadItemUpdate => ({
  type: 'assistant_message.content_part.text_delta',
  ...{ content_index, delta },
});
const cite = (title: string, annotation_index: number): ThreadItemUpdate => ({
  type: 'assistant_message.content_part.annotation_added',
  ...{ content_index: 0, annotation_index, annotation: citation(title) },
});

test('U12 a delta for a part that is not there yet makes it, with empty parts before it', () => {
  const folded = fold(assistant('m', 't'), textDelta('late', 2), textDelta('!', 2));
  expect(folded).toEqual({
    ...assistant('m', 't'),
    content: ['', '', 'late!'].map((text) => ({ type: 'output_text', text, annotations: [] })),
  });
});

test('U12 an annotation goes in at its index, and to the end when the index is too large', () => {
  const folded = fold(assistant('m', 't', 'x'), cite('a', 0), cite('c', 9), cite('b', 1));
  expect(folded).toMatchObject({ content: [{ annotations: ['a', 'b', 'c'].map(citation) }] });
});

test('a part that is added or done takes the place of what was there', () => {
  const content = { type: 'output_text' as const, text: 'whole', annotations: [citation('new')] };
  for (const type of [
    'assistant_message.content_part.added',
    'assistant_message.content_part.done',
  ] as const) {
    const folded = fold(assistant('m', 't', 'par'), cite('old', 0), { type, content_index: 0, content });
    expect(folded).toEqual({ ...assistant('m', 't'), content: [content] });
  }
});

test('U12 a part that is done without annotations keeps those already shown', () => {
  const content = { type: 'output_text' as const, text: 'whole', annotations: [] };
  const done = { type: 'assistant_message.content_part.done', content_index: 0, content } as const;
  expect(fold(assistant('m', 't', 'par'), cite('kept', 0), done)).toMatchObject({
    content: [{ text: 'whole', annotations: [citation('kept')] }],
  });
});

test('an added task goes to the end, an updated one takes its place', () => {
  const folded = fold(
    workflow('w', 't', [task('one')]),
    { type: 'workflow.task.added', task_index: 1, task: task('two') },
    { type: 'workflow.task.updated', task_index: 0, task: task('ONE') },
  );
  expect(folded).toEqual(workflow('w', 't', [task('ONE'), task('two')]));
});

test('a text of a widget grows wherever it is, and the rest of the tree stays the same objects', () => {
  const before = widget(card);
  const delta = { type: 'widget.streaming_text.value_delta', delta: 'lo', done: false } as const;
  const after = fold(before, { ...delta, component_id: 'a' }, { ...delta, component_id: 'b' });
  expect(after).toMatchObject({
    widget: {
      children: [{ value: 'Hello' }, null, { children: { type: 'Col', children: [{ value: 'xlo' }] } }],
    },
  });
  const first = applyUpdate(before, { ...delta, component_id: 'a' }) as WidgetItem;
  expect((first.widget.children as unknown[])[2]).toBe((card.children as unknown[])[2]);
});

test('the last delta ends the streaming of its text', () => {
  const text = { type: 'Text', id: 'a', value: 'Hel', streaming: true };
  const delta = { type: 'widget.streaming_text.value_delta', component_id: 'a', delta: 'lo' } as const;
  const before = widget({ type: 'Card', children: [text] });
  const grown = { ...text, value: 'Hello' };
  expect(applyUpdate(before, { ...delta, done: false })).toMatchObject({ widget: { children: [grown] } });
  expect(applyUpdate(before, { ...delta, done: true })).toMatchObject({
    widget: { children: [{ ...grown, streaming: false }] },
  });
});

test('a component and a root are replaced as a whole', () => {
  const component = { type: 'Badge', id: 'a', label: 'new' };
  expect(
    fold(widget(card), { type: 'widget.component.updated', component_id: 'a', component }),
  ).toMatchObject({
    widget: { id: 'root', children: [component, null, {}] },
  });
  const root: WidgetRoot = { type: 'ListView', children: [] };
  expect(fold(widget(card), { type: 'widget.root.updated', widget: root })).toEqual(widget(root));
});

test('a generated image takes its picture', () => {
  const image = { id: 'i', url: 'data:,' };
  const item: ThreadItem = { type: 'generated_image', ...base };
  expect(fold(item, { type: 'generated_image.updated', image, progress: 0.5 })).toEqual({ ...item, image });
});

test.each<[string, ThreadItem, ThreadItemUpdate]>([
  ['a delta for a workflow', workflow('w', 't'), textDelta('x')],
  [
    'a task for a message',
    assistant('m', 't'),
    { type: 'workflow.task.added', task_index: 0, task: task('x') },
  ],
  [
    'a task that is not there',
    workflow('w', 't'),
    { type: 'workflow.task.updated', task_index: 0, task: task('x') },
  ],
  [
    'a component that is not there',
    widget(card),
    { type: 'widget.component.updated', component_id: 'z', component: card },
  ],
  ['a root for a message', assistant('m', 't'), { type: 'widget.root.updated', widget: card }],
  ['a type nobody knows', assistant('m', 't'), { type: 'hologram.updated' } as never],
])('%s returns the same object', (_, item, update) => {
  expect(applyUpdate(item, update)).toBe(item);
});
