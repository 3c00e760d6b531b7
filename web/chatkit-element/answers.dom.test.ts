// What answers carry besides their words: citations, sources, ratings.
import './define.ts';
import type { Entity } from '@openai/chatkit';
import { afterEach, expect, test, vi } from 'vitest';
import type { Annotation, Source } from '#chatkit/protocol/content.ts';
import type { AssistantMessageItem, ThreadItem } from '#chatkit/protocol/items.ts';
import { added, assistantMessage, confirmed, created, delta, done, userMessage } from './testing/events.ts';
import { createGate } from './testing/gate.ts';
import { type Mounted, mount } from './testing/mounted.ts';
import { json, threadOf } from './testing/scripted-server.ts';

afterEach(() => document.body.replaceChildren());

const rules: Source = { type: 'url', title: 'Rules', url: 'https://rules.example/a' };
const fares: Source = { type: 'file', title: 'Fares', filename: 'fares.pdf' };
const bad: Source = { type: 'url', title: 'Bad', url: 'javascript:alert(1)' };
const ticket: Source = {
  type: 'entity',
  id: 't1',
  title: 'Your ticket',
  inline_label: 'Ticket',
  icon: 'document',
  interactive: true,
  data: { seat: '12' },
};

const at = (index: number | undefined, source: Source): Annotation => ({
  type: 'annotation',
  source,
  ...(index === undefined ? {} : { index }),
});

function cited(text: string, ...annotations: Annotation[]): AssistantMessageItem {
  return { ...assistantMessage('a1', ''), content: [{ type: 'output_text', text, annotations }] };
}

function show(items: ThreadItem[], options: Parameters<typeof mount>[1] = {}) {
  const load = () => json(threadOf('thr_1', items));
  const feedback = () => json({});
  return mount(
    { 'threads.get_by_id': load, 'items.feedback': feedback },
    { initialThread: 'thr_1', ...options },
  );
}

const answer = ({ root }: Mounted) => root.querySelector('.assistant .markdown')?.textContent;
const marks = ({ root }: Mounted) =>
  [...root.querySelectorAll('.citation button')].map((mark) => mark.getAttribute('aria-label'));

test('citations stand where they belong, one button for what is cited together', async () => {
  const panel = show([cited('One **two**. Three.', at(12, rules), at(12, fares), at(19, rules))]);
  await expect.poll(() => marks(panel)).toEqual(['Source 1, 2: Rules; Fares', 'Source 1: Rules']);
  expect(answer(panel)).toBe('One two.1, 2 Three.1');
  expect(panel.button('Sources (2)')?.getAttribute('aria-expanded')).toBe('false');
});

test('a citation opens the sources, marks its own and gives the first of them the focus', async () => {
  const panel = show([cited('One. Two.', at(4, rules), at(9, fares), at(9, rules))]);
  await expect.poll(() => marks(panel).length).toBe(2);
  panel.button('Source 2, 1: Fares; Rules')?.click();
  await expect.poll(() => panel.root.querySelectorAll('.source-list [data-shown]').length).toBe(2);
  await expect.poll(() => panel.root.activeElement?.textContent).toContain('Fares');
  const link = panel.root.querySelector('.source-list a');
  expect(link?.getAttribute('href')).toBe('https://rules.example/a');
  expect(link?.getAttribute('rel')).toBe('noopener noreferrer nofollow');
  panel.button('Sources (2)')?.click();
  await expect.poll(() => panel.root.querySelector('.source-list')).toBeNull();
});

test('a source whose address may not be a link is shown as text', async () => {
  const panel = show([cited('One.', at(4, bad))]);
  await expect.poll(() => panel.button('Sources (1)')).toBeDefined();
  panel.button('Sources (1)')?.click();
  await expect.poll(() => panel.root.querySelector('.source-list')?.textContent).toContain('Bad');
  expect(panel.root.querySelector('.source-list a')).toBeNull();
});

test('a source without a place is in the list only', async () => {
  const panel = show([cited('One.', at(undefined, fares))]);
  await expect.poll(() => panel.button('Sources (1)')).toBeDefined();
  expect(marks(panel)).toEqual([]);
});

test('an interactive entity goes to the host as it came, and what the handler throws is dispatched', async () => {
  const clicked: Entity[] = [];
  const onClick = vi.fn((entity: Entity) => {
    clicked.push(entity);
    if (clicked.length > 1) throw new Error('of the host');
  });
  const panel = show([cited('Take it.', at(8, ticket))], { entities: { onClick } });
  await expect.poll(() => marks(panel)).toEqual(['Source 1: Your ticket']);
  expect(panel.root.querySelector('.citation button')?.textContent).toBe('Ticket');
  panel.button('Source 1: Your ticket')?.click();
  expect(clicked[0]).toMatchObject({ id: 't1', title: 'Your ticket', data: { seat: '12' } });
  expect(panel.trace.at(-1)).not.toBe('error');
  panel.button('Source 1: Your ticket')?.click();
  expect(panel.trace.at(-1)).toBe('error');
});

test('a citation that comes while the text grows stays, also when the part is done without it', async () => {
  const gate = createGate();
  const update = { content_index: 0, annotation_index: 0, annotation: at(4, rules) };
  const panel = mount({
    'threads.create': async function* ({ params }) {
      yield* [created(), confirmed(params), added(assistantMessage('a1', '')), delta('a1', 'One.')];
      const type = 'assistant_message.content_part.annotation_added';
      yield { type: 'thread.item.updated', item_id: 'a1', update: { type, ...update } };
      yield delta('a1', ' Two.');
      const content = { type: 'output_text' as const, text: 'One. Two.', annotations: [] };
      const part = { type: 'assistant_message.content_part.done' as const, content_index: 0, content };
      yield { type: 'thread.item.updated', item_id: 'a1', update: part };
      await gate.passed;
      yield done(cited('One. Two.', at(4, rules)));
    },
  });
  const sent = panel.element.sendUserMessage({ text: 'Hi' });
  await expect.poll(() => answer(panel)).toBe('One.1 Two.');
  gate.open();
  await sent;
  expect(answer(panel)).toBe('One.1 Two.');
});

test('thumbs appear with their option and stay pressed; the other one takes over', async () => {
  const items = [userMessage('m1', 'Hi'), assistantMessage('a0', 'Wait'), assistantMessage('a1', 'Here')];
  const panel = show(items, { threadItemActions: { feedback: true } });
  await expect.poll(() => panel.button('Good answer')).toBeDefined();
  expect(panel.root.querySelectorAll('.toolbar')).toHaveLength(1);
  panel.button('Good answer')?.click();
  await expect.poll(() => panel.button('Good answer')?.getAttribute('aria-pressed')).toBe('true');
  panel.button('Bad answer')?.click();
  await expect.poll(() => panel.button('Bad answer')?.getAttribute('aria-pressed')).toBe('true');
  expect(panel.button('Good answer')?.getAttribute('aria-pressed')).toBe('false');
  const sent = panel.server.requests.filter(({ type }) => type === 'items.feedback');
  expect(sent.map(({ params }) => params)).toEqual([
    { thread_id: 'thr_1', item_ids: ['a0', 'a1'], kind: 'positive' },
    { thread_id: 'thr_1', item_ids: ['a0', 'a1'], kind: 'negative' },
  ]);
});

test('without the option there are no thumbs', async () => {
  const panel = show([userMessage('m1', 'Hi'), assistantMessage('a1', 'Here')]);
  await expect.poll(() => panel.button('Copy message')).toBeDefined();
  expect(panel.button('Good answer')).toBeUndefined();
});

test('earlier messages come with a button; a failure is said and does not repeat itself', async () => {
  let refuse = false;
  const page = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, n) => userMessage(`m${to - n}`, `Message ${to - n}`));
  const panel = mount(
    {
      'threads.get_by_id': () => {
        return json({ ...threadOf('thr_1', []), items: { data: [], has_more: true, after: 'm20' } });
      },
      'items.list': ({ params }) => {
        if (!params.after) return json({ data: page(61, 110), has_more: true, after: 'm61' });
        if (refuse) return json({}, 403);
        return json({ data: page(11, 60), has_more: false });
      },
    },
    { initialThread: 'thr_1' },
  );
  refuse = true;
  await expect
    .poll(() => panel.root.querySelector('.older [role="alert"]')?.textContent)
    .toBe('Earlier messages could not be loaded.');
  const asked = panel.server.requests.length;
  refuse = false;
  panel.button('Try again')?.click();
  await expect.poll(() => panel.root.querySelectorAll('.bubble').length).toBe(100);
  expect(panel.server.requests).toHaveLength(asked + 1);
  expect(panel.root.querySelector('.older')).toBeNull();
});

test('a panel without a network says so, until it is back', async () => {
  const panel = show([]);
  const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  window.dispatchEvent(new Event('offline'));
  await expect.poll(() => panel.root.querySelector('.offline')?.textContent).toContain('You are offline.');
  online.mockReturnValue(true);
  window.dispatchEvent(new Event('online'));
  await expect.poll(() => panel.root.querySelector('.offline')).toBeNull();
  online.mockRestore();
});
