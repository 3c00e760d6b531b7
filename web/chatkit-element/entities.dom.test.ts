import './define.ts';
import type { Entity, Widgets } from '@openai/chatkit';
import { afterEach, expect, test } from 'vitest';
import { assistantMessage, userMessage } from './testing/events.ts';
import { createGate } from './testing/gate.ts';
import { mount } from './testing/mounted.ts';
import { json, threadOf } from './testing/scripted-server.ts';

afterEach(() => document.body.replaceChildren());

const tag = (text: string, interactive: boolean) => ({
  type: 'input_tag' as const,
  ...{ id: `id ${text}`, text, interactive, group: 'People', data: { n: 1 } },
});
const said = {
  ...userMessage('m1', ''),
  content: [
    { type: 'input_text' as const, text: 'Ask ' },
    tag('Ada', true),
    { type: 'input_text' as const, text: ' or ' },
    tag('Bo', false),
  ],
};
const load = () => json(threadOf('thr_1', [said]));
const slow = { timeout: 10_000 };

function mountWith(entities: object) {
  const mounted = mount({ 'threads.get_by_id': load }, { initialThread: 'thr_1', entities });
  const { root, button } = mounted;
  return {
    ...mounted,
    bubble: () => root.querySelector('.bubble')?.textContent,
    popover: () => root.querySelector('[role="tooltip"]'),
    /** The button of the entity that can be used, once its code is there. */
    async ada(): Promise<HTMLButtonElement> {
      await expect.poll(() => button('@Ada'), slow).toBeDefined();
      return button('@Ada') as HTMLButtonElement;
    },
  };
}

const pointer = (type: string, pointerType = 'mouse') =>
  Object.assign(new Event(type), { pointerType }) as PointerEvent;

test('tags of a message stand in it as what was written', async () => {
  const { root, bubble } = mountWith({});
  await expect.poll(bubble).toBe('Ask @Ada or @Bo');
  expect(root.querySelectorAll('.bubble button')).toHaveLength(0);
});

test('a click tells the host of an entity, as it was given; one that is not interactive is no button', async () => {
  const opened: Entity[] = [];
  const { root, ada } = mountWith({ onClick: (entity: Entity) => opened.push(entity) });
  (await ada()).click();
  expect(opened).toEqual([
    { id: 'id Ada', title: 'Ada', interactive: true, group: 'People', data: { n: 1 } },
  ]);
  expect(root.querySelectorAll('.bubble button')).toHaveLength(1);
});

test('what a pointer rests on is previewed as the host draws it, until the pointer leaves', async () => {
  const preview: Widgets.BasicRoot = {
    type: 'Basic',
    children: [{ type: 'Text', value: 'First programmer' }],
  };
  const asked: Entity[] = [];
  const onRequestPreview = async (entity: Entity) => {
    asked.push(entity);
    return { preview };
  };
  const { ada, popover } = mountWith({ onRequestPreview });
  const button = await ada();
  button.dispatchEvent(pointer('pointerenter'));
  await expect.poll(() => popover()?.textContent, slow).toBe('First programmer');
  expect(button.getAttribute('aria-describedby')).toBe(popover()?.id);
  expect(asked).toMatchObject([{ id: 'id Ada', data: { n: 1 } }]);
  button.dispatchEvent(pointer('pointerleave'));
  popover()?.dispatchEvent(pointer('pointerenter'));
  await expect.poll(() => popover()?.textContent).toBe('First programmer');
  popover()?.dispatchEvent(pointer('pointerleave'));
  await expect.poll(popover).toBeNull();
});

test('without a preview of the host, an entity says what it is; Escape closes it and is used up', async () => {
  const gate = createGate();
  const onRequestPreview = async () => {
    await gate.passed;
    return { preview: null };
  };
  const { ada, popover } = mountWith({ onRequestPreview });
  const button = await ada();
  button.focus();
  await expect.poll(() => popover()?.textContent).toBe('Loading a preview of Ada');
  gate.open();
  await expect.poll(() => popover()?.textContent).toBe('APeopleAda');
  const press = new KeyboardEvent('keydown', {
    key: 'Escape',
    bubbles: true,
    composed: true,
    cancelable: true,
  });
  button.dispatchEvent(press);
  expect(press.defaultPrevented).toBe(true);
  await expect.poll(popover).toBeNull();
});

test('a finger opens the preview with a tap', async () => {
  const { ada, popover } = mountWith({ onRequestPreview: async () => ({ preview: null }) });
  const button = await ada();
  button.dispatchEvent(pointer('pointerenter', 'touch'));
  button.click();
  await expect.poll(() => popover()?.textContent).toBe('APeopleAda');
});

test('a preview that fails is the name, and the host is told', async () => {
  const { ada, popover, trace } = mountWith({
    onRequestPreview: () => Promise.reject(new Error('No directory')),
  });
  (await ada()).focus();
  await expect.poll(() => popover()?.textContent).toBe('APeopleAda');
  expect(trace).toContain('error');
});

test('an entity that an answer cites is previewed in the same way', async () => {
  const source = {
    ...{ type: 'entity' as const, id: 't1', title: 'Your ticket', inline_label: 'Ticket', data: {} },
    ...{ label: 'Train', description: 'Seat 12', interactive: true },
  };
  const annotations = [{ type: 'annotation' as const, index: 4, source }];
  const cited = {
    ...assistantMessage('a1', ''),
    content: [{ type: 'output_text' as const, text: 'Here', annotations }],
  };
  const { root } = mount(
    { 'threads.get_by_id': () => json(threadOf('thr_1', [cited])) },
    { initialThread: 'thr_1', entities: { onRequestPreview: async () => ({ preview: null }) } },
  );
  const mark = () => root.querySelector<HTMLElement>('.citation button');
  await expect.poll(mark, slow).not.toBeNull();
  mark()?.focus();
  await expect
    .poll(() => root.querySelector('[role="tooltip"]')?.textContent)
    .toContain('TrainYour ticketSeat 12');
});
