// Widgets within the whole element: fetched with the first one, changed by streams, answered by the server.
import '../define.ts';
import { afterEach, expect, test } from 'vitest';
import type { ThreadStreamEvent } from '#chatkit/protocol/events.ts';
import type { WidgetItem } from '#chatkit/protocol/items.ts';
import type { WidgetRoot } from '#chatkit/protocol/widgets.ts';
import {
  added,
  assistantMessage,
  cancellable,
  confirmed,
  created,
  done,
  userMessage,
} from '../testing/events.ts';
import { createGate } from '../testing/gate.ts';
import { mount } from '../testing/mounted.ts';
import { json, type Script, threadOf } from '../testing/scripted-server.ts';
import { deleteConfirmation, deletedCard, TASKS, taskList } from './fixtures/tasks.ts';

afterEach(() => document.body.replaceChildren());

function item(id: string, widget: WidgetRoot, copy_text?: string): WidgetItem {
  const created_at = '2026-11-21T08:00:00.000Z';
  return { type: 'widget', id, thread_id: 'thr_1', created_at, widget, copy_text };
}

const thread =
  (...items: WidgetItem[]): Script =>
  () =>
    json(threadOf('thr_1', [userMessage('m1', 'Show my tasks'), ...items]));

const shown = (scripts: Record<string, Script>) => mount(scripts, { initialThread: 'thr_1' });

test('a stored widget is drawn, with its styles, and a skeleton until its code is there', async () => {
  const { root } = shown({ 'threads.get_by_id': thread(item('w1', taskList())) });
  const sheets = root.adoptedStyleSheets.length;
  await expect.poll(() => root.querySelectorAll('.w-item').length).toBe(5);
  expect(root.querySelector('.widget-skeleton')).toBeNull();
  expect(root.adoptedStyleSheets).toHaveLength(sheets + 1);
});

test('a widget that cannot be drawn is its text', async () => {
  const strange = item('w1', { type: 'Hologram' } as unknown as WidgetRoot, 'You have\nthree tasks');
  const { root } = shown({ 'threads.get_by_id': thread(strange) });
  await expect.poll(() => root.querySelector('.plain-widget')?.textContent).toBe('You have\nthree tasks');
});

test('an unknown component is told to the host by its type alone', async () => {
  const widget = { type: 'Card', children: [{ type: 'Hologram', value: 'a secret' }] } as WidgetRoot;
  const { element, root } = shown({ 'threads.get_by_id': thread(item('w1', widget)) });
  const logged: unknown[] = [];
  element.addEventListener('chatkit.log', ({ detail }) => logged.push(detail));
  await expect.poll(() => root.querySelector('.w-card')).not.toBeNull();
  await expect
    .poll(() => logged)
    .toContainEqual({ name: 'render.widget_unknown', data: { type: 'Hologram' } });
  expect(JSON.stringify(logged)).not.toContain('a secret');
});

test('a ticked task goes to the server by itself, and the answer takes the place of the list', async () => {
  const { root, server, trace } = shown({
    'threads.get_by_id': thread(item('w1', taskList())),
    'threads.sync_custom_action': () =>
      json({ updated_item: item('w1', taskList(TASKS.map((task) => ({ ...task, done: true })))) }),
  });
  await expect.poll(() => root.querySelectorAll('.w-item').length).toBe(5);
  const box = root.querySelector('.w-item input') as HTMLInputElement;
  box.click();
  await expect.poll(() => root.querySelector('.w-status')?.textContent).toBe('0 open tasks');
  expect(root.querySelector('.w-item input')).toBe(box);
  const request = server.requests.find(({ type }) => type === 'threads.sync_custom_action');
  expect(request?.params).toMatchObject({
    item_id: 'w1',
    action: { type: 'task.toggle', payload: { id: 't_17', done: true } },
  });
  expect(trace).not.toContain('response.start');
});

test('a refused tick goes back', async () => {
  const { root } = shown({
    'threads.get_by_id': thread(item('w1', taskList())),
    'threads.sync_custom_action': () => json({}, 500),
  });
  await expect.poll(() => root.querySelectorAll('.w-item').length).toBe(5);
  const box = root.querySelector('.w-item input') as HTMLInputElement;
  box.click();
  expect(box.checked).toBe(true);
  await expect.poll(() => box.checked).toBe(false);
});

test('a confirmed deletion is a turn: the card is held, then says what came of it', async () => {
  const gate = createGate();
  const { root, button, trace } = shown({
    'threads.get_by_id': thread(item('w1', deleteConfirmation)),
    'threads.custom_action': async function* (): AsyncGenerator<ThreadStreamEvent> {
      yield cancellable;
      await gate.passed;
      yield { type: 'thread.item.replaced', item: item('w1', deletedCard) };
      yield done(assistantMessage('a1', 'It is gone.'));
    },
  });
  await expect.poll(() => button('Delete')).toBeDefined();
  button('Delete')?.click();
  await expect.poll(() => root.querySelector('.w-root')?.hasAttribute('inert')).toBe(true);
  gate.open();
  await expect.poll(() => root.querySelector('.w-card')?.textContent).toBe('Deleted');
  await expect.poll(() => root.querySelector('.w-root')?.hasAttribute('inert')).toBe(false);
  await expect.poll(() => trace.slice(-2)).toEqual(['response.start', 'response.end']);
});

test('a streamed widget grows in place', async () => {
  const gate = createGate();
  const card = (value: string): WidgetRoot => ({
    type: 'Card',
    children: [{ type: 'Text', id: 't', value, streaming: true }],
  });
  const grow = (delta: string): ThreadStreamEvent => ({
    type: 'thread.item.updated',
    item_id: 'w1',
    update: { type: 'widget.streaming_text.value_delta', component_id: 't', delta, done: false },
  });
  const { element, root } = mount({
    'threads.create': async function* ({ params }) {
      yield* [created(), confirmed(params), added(item('w1', card('Two'))), grow(' tasks')];
      await gate.passed;
      yield grow(' are late');
      yield done(item('w1', card('Two tasks are late')));
    },
  });
  void element.sendUserMessage({ text: 'Plan my day' });
  await expect.poll(() => root.querySelector('.w-text')?.textContent).toBe('Two tasks');
  const text = root.querySelector('.w-text');
  gate.open();
  await expect.poll(() => text?.textContent).toBe('Two tasks are late');
  expect(root.querySelector('.w-text')).toBe(text);
});
