import './define.ts';
import { afterEach, expect, test } from 'vitest';
import {
  added,
  assistantMessage,
  cancellable,
  confirmed,
  created,
  delta,
  done,
  toolTask,
  workflow,
} from './testing/events.ts';
import { createGate } from './testing/gate.ts';
import { mount } from './testing/mounted.ts';
import { json, type Script, threadOf } from './testing/scripted-server.ts';

afterEach(() => document.body.replaceChildren());

const answer: Script = ({ params }) => [
  created(),
  confirmed(params),
  cancellable,
  { type: 'client_effect', name: 'tasks.changed', data: { ids: ['1'] } },
  done(assistantMessage('a1', 'Hello **you**')),
];

const hanging: Script = async function* ({ params }) {
  yield* [
    created(),
    confirmed(params),
    cancellable,
    added(assistantMessage('a1', '')),
    delta('a1', 'Half an'),
  ];
  await new Promise(() => {});
};

const enter = () => new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });

test('a message typed and sent with Enter is answered', async () => {
  const { type, text, trace, root } = mount({ 'threads.create': answer });
  await expect.poll(() => trace).toEqual(['ready']);
  type('Hi there').dispatchEvent(enter());
  await expect
    .poll(() => trace)
    .toEqual(['ready', 'response.start', 'thread.change{thr_1}', 'effect{tasks.changed}', 'response.end']);
  await expect.poll(text).toContain('Hello you');
  expect(root.querySelector('.bubble')?.textContent).toBe('Hi there');
  expect(root.querySelector('textarea')?.value).toBe('');
  await expect.poll(() => root.querySelector('[aria-live="polite"]')?.textContent).toBe('Hello you');
});

test('Enter sends nothing while an input method composes, with Shift, or when the text is blank', () => {
  const { type, server } = mount({ 'threads.create': answer });
  const input = type('に');
  input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true }));
  input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229 }));
  input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', shiftKey: true }));
  type('   ').dispatchEvent(enter());
  expect(server.requests).toEqual([]);
});

test('above max-length, counted in code points, a message is refused and the counter says why', async () => {
  const { element, type, server, root, button } = mount({ 'threads.create': answer });
  element.setAttribute('max-length', '5');
  type('🎉🎉🎉🎉🎉🎉').dispatchEvent(enter());
  await expect.poll(() => root.querySelector('.counter')?.textContent).toContain('too long: 6 of 5');
  expect(button('Send message')?.disabled).toBe(true);
  type('🎉🎉🎉🎉🎉').dispatchEvent(enter());
  await expect.poll(() => server.requests.length).toBe(1);
});

test('the thinking row is there from the submit to the first output', async () => {
  const gate = createGate();
  const { element, text } = mount({
    'threads.create': async function* ({ params }) {
      yield* [created(), confirmed(params)];
      await gate.passed;
      yield done(assistantMessage('a1', 'Here'));
    },
  });
  const sent = element.sendUserMessage({ text: 'Hi' });
  await expect.poll(text).toContain('Agent is thinking…');
  gate.open();
  await sent;
  await expect.poll(text).toContain('Here');
  expect(text()).not.toContain('Agent is thinking…');
});

test('a tool badge is there without a click, spins, then opens to name, arguments and result', async () => {
  const gate = createGate();
  const call = { tool: 'add_task', args: { title: 'Buy milk' } };
  const { element, root, button } = mount({
    'threads.create': async function* ({ params }) {
      yield* [created(), confirmed(params), added(workflow('w1', [toolTask('Add task', call)]))];
      await gate.passed;
      yield done(workflow('w1', [toolTask('Add task', { ...call, result: { id: 7 } })]));
    },
  });
  const sent = element.sendUserMessage({ text: 'Hi' });
  await expect.poll(() => root.querySelector('.badge .spinner')).not.toBeNull();
  gate.open();
  await sent;
  await expect.poll(() => root.querySelector('.badge')?.getAttribute('data-status')).toBe('complete');
  expect(root.querySelector('.details')).toBeNull();
  const badge = button('Add task, done');
  expect(badge?.title).toContain('add_task');
  badge?.click();
  await expect.poll(() => root.querySelector('.details')?.textContent).toContain('"title": "Buy milk"');
  expect(root.querySelector('.details')?.textContent).toContain('"id": 7');
  expect(root.querySelector(`#${badge?.getAttribute('aria-controls')}`)).toBe(root.querySelector('.details'));
  badge?.click();
  await expect.poll(() => badge?.getAttribute('aria-expanded')).toBe('false');
});

test('a failed tool shows as failed', async () => {
  const task = {
    ...toolTask('Delete task failed', { tool: 'delete_task', args: {}, result: {} }),
    icon: 'lucide:circle-alert',
  };
  const load = () => json(threadOf('thr_1', [workflow('w1', [task])]));
  const { root } = mount({ 'threads.get_by_id': load }, { initialThread: 'thr_1' });
  await expect.poll(() => root.querySelector('.badge')?.getAttribute('data-status')).toBe('failed');
});

test('Stop comes with allow_cancel, aborts the request and says so', async () => {
  const { element, text, button, server, root } = mount({ 'threads.create': hanging });
  const sent = element.sendUserMessage({ text: 'Hi' });
  expect(button('Stop answering')).toBeUndefined();
  await expect.poll(() => button('Stop answering')).toBeDefined();
  await expect.poll(text).toContain('Half an');
  button('Stop answering')?.click();
  await sent;
  expect(server.requests[0]?.signal?.aborted).toBe(true);
  await expect.poll(text).toContain('Stopped');
  await expect.poll(() => root.querySelector('[aria-live="polite"]')?.textContent).toBe('Response stopped');
});

test('an error event rejects the call and shows its words with Retry', async () => {
  const { element, text, button } = mount({
    'threads.create': ({ params }) => [
      created(),
      confirmed(params),
      { type: 'error', code: 'custom', message: 'Too slow today', allow_retry: true },
    ],
  });
  await expect(element.sendUserMessage({ text: 'Hi' })).rejects.toMatchObject({ code: 'custom' });
  await expect.poll(text).toContain('Too slow today');
  expect(button('Retry')).toBeDefined();
});

test.each([
  [401, 'Your session has expired. Please log in again.'],
  [429, 'Too many messages. Try again in 17 s.'],
  [503, 'AI assistant is temporarily unavailable. Please try again later.'],
  [504, 'The AI took too long to respond. Please try a simpler request.'],
  [500, 'Something went wrong. Please try again.'],
])('status %i reads: %s', async (status, sentence) => {
  const refuse = () => json({ detail: 'internal detail' }, status, { 'retry-after': '17' });
  const { element, root } = mount({ 'threads.create': refuse });
  await expect(element.sendUserMessage({ text: 'Hi' })).rejects.toMatchObject({ status });
  await expect.poll(() => root.querySelector('[role="alert"]')?.textContent).toContain(sentence);
  expect(root.textContent).not.toContain('internal detail');
});

test('a prompt of the start screen is sent with one click', async () => {
  const prompts = [{ label: 'Show my tasks', prompt: 'Show me all my tasks' }];
  const { button, server } = mount({ 'threads.create': answer }, { startScreen: { prompts } });
  button('Show my tasks')?.click();
  await expect
    .poll(() => server.requests[0]?.params.input)
    .toMatchObject({
      content: [{ type: 'input_text', text: 'Show me all my tasks' }],
      attachments: [],
      quoted_text: '',
      inference_options: {},
    });
});

test('New chat goes back to the start screen', async () => {
  const { element, button, text, trace } = mount({ 'threads.create': answer });
  await element.sendUserMessage({ text: 'Hi' });
  await expect.poll(() => button('New chat')?.disabled).toBe(false);
  button('New chat')?.click();
  await expect.poll(text).toContain('What can I help with today?');
  await expect.poll(() => trace.at(-1)).toBe('thread.change{null}');
});
