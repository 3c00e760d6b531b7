import './define.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { added, assistantMessage, confirmed, created, delta, done, userMessage } from './testing/events.ts';
import { createGate } from './testing/gate.ts';
import { type Mounted, mount } from './testing/mounted.ts';
import { json, type Script, threadOf } from './testing/scripted-server.ts';

afterEach(() => document.body.replaceChildren());

/** `count` threads, newest first, in pages. */
const threads =
  (count: number): Script =>
  ({ params }) => {
    const { after, limit } = params as { after?: string; limit: number };
    const all = Array.from({ length: count }, (_, n) => threadOf(`thr_${n + 1}`, [], `Thread ${n + 1}`));
    const from = after ? all.findIndex((thread) => thread.id === after) + 1 : 0;
    const data = all.slice(from, from + limit);
    return json({ data, has_more: from + limit < count, after: data.at(-1)?.id });
  };

const scripts: Record<string, Script> = {
  'threads.list': threads(3),
  'threads.get_by_id': ({ params }) => {
    const id = String(params.thread_id);
    return json(threadOf(id, [userMessage('m1', `Question of ${id}`, id)], `Thread ${id.slice(4)}`));
  },
  'threads.update': ({ params }) => json(threadOf(String(params.thread_id), [], String(params.title))),
  'threads.delete': () => json({}),
};

const rows = ({ root }: Mounted) =>
  [...root.querySelectorAll('.history-title')].map((row) => row.textContent);
const focused = ({ root }: Mounted) => {
  const active = root.activeElement;
  return active?.getAttribute('aria-label') ?? active?.textContent;
};
const press = (panel: Mounted, key: string) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  panel.root.activeElement?.dispatchEvent(event);
  return event;
};
const rowButton = ({ root }: Mounted, title: string) =>
  [...root.querySelectorAll<HTMLElement>('.history-open')].find((row) => row.textContent?.startsWith(title));

/** A panel with an open history, `count` threads and the second one active. */
async function opened(change: Record<string, Script> = {}, options: Parameters<typeof mount>[1] = {}) {
  const panel = mount({ ...scripts, ...change }, { initialThread: 'thr_2', ...options });
  await expect.poll(() => panel.trace.at(-1)).toBe('thread.load.end{thr_2}');
  await expect.poll(() => panel.button('Show chat history')?.disabled).toBe(false);
  panel.button('Show chat history')?.focus();
  panel.button('Show chat history')?.click();
  await expect.poll(() => rows(panel).length).toBeGreaterThan(0);
  return panel;
}

async function choose(panel: Mounted, title: string, entry: string) {
  panel.button(`Actions for ${title}`)?.click();
  await expect.poll(() => panel.button(entry)).toBeDefined();
  panel.button(entry)?.click();
}

test('the history lists the threads, marks the active one and has the focus on its heading', async () => {
  const panel = await opened();
  expect(rows(panel)).toEqual(['Thread 1', 'Thread 2', 'Thread 3']);
  expect(panel.root.querySelector('[aria-current]')?.textContent).toContain('Thread 2');
  expect(panel.root.querySelector('.history time')?.textContent).not.toBe('');
  expect(focused(panel)).toBe('Chat history');
  expect(panel.root.querySelector('.view')?.hasAttribute('inert')).toBe(true);
  expect(panel.trace.at(-1)).toBe('history.open');
});

test('Back and Escape lead back, the focus to where it was; the host sees the Escape as used', async () => {
  const panel = await opened();
  panel.button('Back')?.click();
  await expect.poll(() => panel.root.querySelector('.history')).toBeNull();
  expect(focused(panel)).toBe('Show chat history');
  const field = panel.root.querySelector('textarea');
  field?.focus();
  await panel.element.showHistory();
  await expect.poll(() => focused(panel)).toBe('Chat history');
  expect(press(panel, 'Escape').defaultPrevented).toBe(true);
  await expect.poll(() => panel.root.activeElement).toBe(field);
  expect(panel.trace.slice(-4)).toEqual(['history.open', 'history.close', 'history.open', 'history.close']);
});

test('a click on a row opens its thread; on the active one it only leads back', async () => {
  const panel = await opened();
  rowButton(panel, 'Thread 2')?.click();
  await expect.poll(() => panel.trace.at(-1)).toBe('history.close');
  panel.button('Show chat history')?.click();
  await expect.poll(() => rowButton(panel, 'Thread 3')).toBeDefined();
  rowButton(panel, 'Thread 3')?.click();
  await expect.poll(panel.text).toContain('Question of thr_3');
  expect(focused(panel)).toBe('Thread 3');
  expect(panel.trace.slice(-4)).toEqual([
    'history.close',
    'thread.load.start{thr_3}',
    'thread.change{thr_3}',
    'thread.load.end{thr_3}',
  ]);
});

test('an answer goes on behind the history, and the draft stays', async () => {
  const gate = createGate();
  const panel = mount({
    ...scripts,
    'threads.create': async function* ({ params }) {
      yield* [
        created('thr_9'),
        confirmed(params, 'msg_1', 'thr_9'),
        added(assistantMessage('a1', '', 'thr_9')),
      ];
      await gate.passed;
      yield* [delta('a1', 'Here it is'), done(assistantMessage('a1', 'Here it is', 'thr_9'))];
    },
  });
  const sent = panel.element.sendUserMessage({ text: 'Hi' });
  await expect.poll(() => panel.trace.at(-1)).toBe('thread.change{thr_9}');
  panel.type('Next question');
  await panel.element.showHistory();
  await expect.poll(() => rows(panel).length).toBe(3);
  gate.open();
  await sent;
  await panel.element.hideHistory();
  await expect.poll(panel.text).toContain('Here it is');
  expect(panel.root.querySelector('textarea')?.value).toBe('Next question');
  expect(panel.trace.slice(-3)).toEqual(['history.open', 'response.end', 'history.close']);
});

test('a thread is renamed in its row: Enter keeps the title, Escape the old one', async () => {
  const panel = await opened();
  await choose(panel, 'Thread 1', 'Rename');
  await expect.poll(() => focused(panel)).toBe('New title of Thread 1');
  expect(press(panel, 'Escape').defaultPrevented).toBe(true);
  await expect.poll(() => rows(panel)).toEqual(['Thread 1', 'Thread 2', 'Thread 3']);
  expect(panel.root.activeElement).toBe(rowButton(panel, 'Thread 1'));
  await choose(panel, 'Thread 2', 'Rename');
  await expect.poll(() => panel.root.querySelector('.rename input')).not.toBeNull();
  const input = panel.root.querySelector<HTMLInputElement>('.rename input');
  if (input) input.value = ' Trip ';
  panel.button('Save')?.click();
  await expect.poll(() => rows(panel)).toEqual(['Thread 1', 'Trip', 'Thread 3']);
  expect(panel.root.activeElement).toBe(rowButton(panel, 'Trip'));
  expect(panel.server.requests.at(-1)).toMatchObject({ params: { thread_id: 'thr_2', title: 'Trip' } });
  panel.button('Back')?.click();
  await expect.poll(() => panel.root.querySelector('.title')?.textContent).toBe('Trip');
});

test('a thread is deleted after a question that has the focus on Cancel; then the next row has it', async () => {
  const panel = await opened();
  await choose(panel, 'Thread 1', 'Delete');
  await expect.poll(() => focused(panel)).toBe('Cancel');
  expect(press(panel, 'Escape').defaultPrevented).toBe(true);
  await expect.poll(() => rows(panel).length).toBe(3);
  await choose(panel, 'Thread 1', 'Delete');
  await expect.poll(() => focused(panel)).toBe('Cancel');
  panel.button('Delete')?.click();
  await expect.poll(() => rows(panel)).toEqual(['Thread 2', 'Thread 3']);
  expect(panel.root.activeElement).toBe(rowButton(panel, 'Thread 2'));
  expect(panel.server.requests.filter(({ type }) => type === 'threads.delete')).toHaveLength(1);
});

test('after the last thread is deleted the heading has the focus', async () => {
  const panel = await opened({ 'threads.list': threads(1) });
  await choose(panel, 'Thread 1', 'Delete');
  await expect.poll(() => focused(panel)).toBe('Cancel');
  panel.button('Delete')?.click();
  await expect.poll(() => panel.root.querySelector('.history-empty')).not.toBeNull();
  expect(focused(panel)).toBe('Chat history');
});

test('deleting the active thread shows the start screen', async () => {
  const panel = await opened();
  await choose(panel, 'Thread 2', 'Delete');
  await expect.poll(() => panel.button('Delete')).toBeDefined();
  panel.button('Delete')?.click();
  await expect.poll(() => panel.trace.at(-1)).toBe('thread.change{null}');
  await expect.poll(panel.text).toContain('What can I help with today?');
  expect(panel.root.querySelector('.history')).toBeNull();
});

test('what the server refuses comes back, with a notice in the history', async () => {
  const panel = await opened({ 'threads.delete': () => json({}, 500) });
  await choose(panel, 'Thread 3', 'Delete');
  await expect.poll(() => panel.button('Delete')).toBeDefined();
  panel.button('Delete')?.click();
  await expect
    .poll(() => panel.root.querySelector('.history [role="alert"]')?.textContent)
    .toBe('The conversation could not be deleted.');
  expect(rows(panel)).toEqual(['Thread 1', 'Thread 2', 'Thread 3']);
  expect(panel.trace.at(-1)).toBe('error');
});

test('more threads come with the button, or with scrolling to the end', async () => {
  const panel = await opened({ 'threads.list': threads(45) });
  panel.button('Load more')?.click();
  await expect.poll(() => rows(panel).length).toBe(40);
  panel.root.querySelector('.history')?.dispatchEvent(new Event('scroll'));
  await expect.poll(() => rows(panel).length).toBe(45);
  expect(panel.button('Load more')).toBeUndefined();
});

test('a list that cannot be read says so and is read again on demand', async () => {
  let refuse = true;
  const panel = mount({ 'threads.list': (request) => (refuse ? json({}, 403) : threads(2)(request)) });
  await panel.element.showHistory();
  await expect
    .poll(() => panel.root.querySelector('.history [role="alert"]')?.textContent)
    .toContain('Something went wrong.');
  refuse = false;
  panel.button('Try again')?.click();
  await expect.poll(() => rows(panel)).toEqual(['Thread 1', 'Thread 2']);
  expect(panel.root.querySelector('.history [role="alert"]')).toBeNull();
});

test('without threads the history says that there are none', async () => {
  const panel = mount({ 'threads.list': () => json({ data: [], has_more: false }) });
  await panel.element.showHistory();
  await expect
    .poll(() => panel.root.querySelector('.history')?.textContent)
    .toContain('No conversations yet');
});

test('fetchUpdates reads an open history, too', async () => {
  let count = 2;
  const panel = await opened({ 'threads.list': (request) => threads(count)(request) });
  count = 3;
  await panel.element.fetchUpdates();
  await expect.poll(() => rows(panel).length).toBe(3);
});

test('switched off, the history closes, has no button, and its methods refuse', async () => {
  const panel = await opened();
  panel.element.setOptions({ ...panel.options, history: { enabled: false } });
  await expect.poll(() => panel.trace.at(-1)).toBe('history.close');
  expect(panel.root.querySelector('.history')).toBeNull();
  expect(panel.button('Show chat history')).toBeUndefined();
  await expect(panel.element.showHistory()).rejects.toMatchObject({ name: 'IntegrationError' });
  await expect(panel.element.hideHistory()).rejects.toThrow(/hideHistory\(\) ignored/);
});

test('showDelete and showRename take their entries away, and with the last one the menu', async () => {
  const panel = await opened({}, { history: { showDelete: false } });
  panel.button('Actions for Thread 1')?.click();
  await expect.poll(() => panel.button('Rename')).toBeDefined();
  expect(panel.button('Delete')).toBeUndefined();
  panel.element.setOptions({ ...panel.options, history: { showDelete: false, showRename: false } });
  await expect.poll(() => panel.button('Actions for Thread 1')).toBeUndefined();
});

test('a row menu is walked with the arrows; Escape closes it and leaves the history open', async () => {
  const panel = await opened();
  panel.button('Actions for Thread 3')?.click();
  await expect.poll(() => focused(panel)).toBe('Rename');
  press(panel, 'ArrowDown');
  expect(focused(panel)).toBe('Delete');
  press(panel, 'ArrowDown');
  expect(focused(panel)).toBe('Rename');
  expect(press(panel, 'Escape').defaultPrevented).toBe(true);
  await expect.poll(() => panel.root.querySelector('[role="menu"]')).toBeNull();
  expect(focused(panel)).toBe('Actions for Thread 3');
  expect(panel.root.querySelector('.history')).not.toBeNull();
});

test('a panel without a header brings Back and heading with the history', async () => {
  const panel = mount(scripts, { header: { enabled: false } });
  await panel.element.showHistory();
  await expect.poll(() => focused(panel)).toBe('Chat history');
  panel.button('Back')?.click();
  await expect.poll(() => panel.trace.at(-1)).toBe('history.close');
});

test('focusComposer and New chat leave the history for the composer', async () => {
  const panel = await opened();
  await panel.element.focusComposer();
  expect(panel.root.activeElement?.tagName).toBe('TEXTAREA');
  await panel.element.showHistory();
  await expect.poll(() => focused(panel)).toBe('Chat history');
  panel.button('New chat')?.click();
  await expect.poll(() => panel.trace.at(-1)).toBe('thread.change{null}');
  expect(panel.root.activeElement?.tagName).toBe('TEXTAREA');
});

test('a switch of the history that is none is named and left out', () => {
  const panel = mount(scripts);
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
  panel.element.setOptions({ ...panel.options, history: { enabled: 'no' as unknown as boolean } });
  expect(logged.mock.calls).toEqual([['<openai-chatkit> history.enabled: expected true or false']]);
  logged.mockRestore();
  expect(panel.button('Show chat history')).toBeDefined();
});
