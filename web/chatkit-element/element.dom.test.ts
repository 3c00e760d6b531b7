import './define.ts';
import type { OpenAIChatKit } from '@openai/chatkit';
import { afterEach, expect, test, vi } from 'vitest';
import {
  added,
  assistantMessage,
  cancellable,
  confirmed,
  created,
  delta,
  done,
  userMessage,
} from './testing/events.ts';
import { handles, mount, optionsFor } from './testing/mounted.ts';
import { createScriptedServer, json, type Script, threadOf } from './testing/scripted-server.ts';

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

test('a panel without a thread is ready, and says nothing else', async () => {
  const { trace, text } = mount({});
  await expect.poll(() => trace).toEqual(['ready']);
  expect(text()).toContain('What can I help with today?');
});

test('a panel with a thread is ready first, then loads it', async () => {
  const load = () =>
    json(threadOf('thr_1', [userMessage('m1', 'Hi'), assistantMessage('a1', 'Ho')], 'Groceries'));
  const { trace, root } = mount({ 'threads.get_by_id': load }, { initialThread: 'thr_1' });
  await expect
    .poll(() => trace)
    .toEqual(['ready', 'thread.load.start{thr_1}', 'thread.change{thr_1}', 'thread.load.end{thr_1}']);
  await expect.poll(() => root.querySelector('.title')?.textContent).toBe('Groceries');
});

test('a thread that is not there shows the start screen and the reason', async () => {
  const { trace, text } = mount({ 'threads.get_by_id': () => json({}, 404) }, { initialThread: 'thr_1' });
  await expect
    .poll(() => trace)
    .toEqual([
      'ready',
      'thread.load.start{thr_1}',
      'thread.change{thr_1}',
      'error',
      'thread.load.end{thr_1}',
      'thread.change{null}',
    ]);
  await expect.poll(text).toContain('This conversation no longer exists.');
  expect(text()).toContain('What can I help with today?');
});

test('events wait for a listener of chatkit.ready and then come in their order', async () => {
  const element = document.createElement('openai-chatkit') as OpenAIChatKit;
  const server = createScriptedServer({ 'threads.get_by_id': () => json(threadOf('thr_1', [])) });
  element.setOptions(optionsFor(server, { initialThread: 'thr_1' }));
  document.body.append(element);
  await expect.poll(() => server.requests.length).toBe(1);
  const heard: string[] = [];
  for (const name of ['chatkit.thread.load.start', 'chatkit.thread.change', 'chatkit.ready']) {
    element.addEventListener(name, () => heard.push(name));
  }
  await expect
    .poll(() => heard)
    .toEqual(['chatkit.ready', 'chatkit.thread.load.start', 'chatkit.thread.change']);
});

test('a panel that leaves the page closes the stream and does not abort the request', async () => {
  const { element, text, server, trace } = mount({ 'threads.create': hanging });
  const sent = element.sendUserMessage({ text: 'Hi' });
  await expect.poll(text).toContain('Half an');
  element.remove();
  await sent;
  expect(server.cancelled).toBe(1);
  expect(server.requests[0]?.signal?.aborted).toBe(false);
  expect(trace.at(-1)).toBe('response.end');
  await expect(element.fetchUpdates()).rejects.toMatchObject({ name: 'IntegrationError' });
});

test('a panel that moves within the page keeps its stream', async () => {
  const { element, text, server } = mount({ 'threads.create': hanging });
  void element.sendUserMessage({ text: 'Hi' });
  await expect.poll(text).toContain('Half an');
  const box = document.createElement('div');
  document.body.append(box);
  box.append(element);
  await Promise.resolve();
  expect(server.cancelled).toBe(0);
  expect(text()).toContain('Half an');
});

test('a panel that comes back loads its thread again', async () => {
  const load = () => json(threadOf('thr_1', [userMessage('m1', 'Hi')]));
  const { element, server, text } = mount({ 'threads.get_by_id': load }, { initialThread: 'thr_1' });
  await expect.poll(text).toContain('Hi');
  element.remove();
  await Promise.resolve();
  document.body.append(element);
  await expect.poll(() => server.requests.length).toBe(2);
  await expect.poll(text).toContain('Hi');
});

test('new options during a stream keep the stream, the draft and the thread', async () => {
  const { element, text, type, options, root, server } = mount({ 'threads.create': hanging });
  void element.sendUserMessage({ text: 'Hi' });
  await expect.poll(text).toContain('Half an');
  type('typed meanwhile');
  element.setOptions({
    ...options,
    initialThread: 'thr_other',
    theme: 'dark',
    composer: { placeholder: 'New words' },
  });
  await expect.poll(() => root.querySelector('textarea')?.placeholder).toBe('New words');
  expect(root.querySelector('.panel')?.getAttribute('data-scheme')).toBe('dark');
  expect(root.querySelector('textarea')?.value).toBe('typed meanwhile');
  expect(text()).toContain('Half an');
  expect(server.requests.map((request) => request.type)).toEqual(['threads.create']);
});

test('another server begins anew', async () => {
  const { element, options, server } = mount({ 'threads.create': answer });
  await element.sendUserMessage({ text: 'Hi' });
  const other = createScriptedServer({});
  element.setOptions({ ...options, api: { url: '/other', domainKey: '', fetch: other.fetch } });
  await expect.poll(() => handles(element).text()).toContain('What can I help with today?');
  expect(server.requests).toHaveLength(1);
});

test('a call while an answer is written rejects and changes nothing', async () => {
  const { element, text } = mount({ 'threads.create': hanging });
  void element.sendUserMessage({ text: 'Hi' });
  await expect.poll(text).toContain('Half an');
  const busy = {
    name: 'IntegrationError',
    message: 'ChatKit: sendUserMessage() ignored - already responding',
  };
  await expect(element.sendUserMessage({ text: 'More' })).rejects.toMatchObject(busy);
  await expect(element.setThreadId('thr_2')).rejects.toMatchObject({ name: 'IntegrationError' });
  await expect(element.fetchUpdates()).rejects.toMatchObject({ name: 'IntegrationError' });
  expect(text()).toContain('Half an');
});

test('a call before the options waits for them', async () => {
  const element = document.createElement('openai-chatkit') as OpenAIChatKit;
  document.body.append(element);
  const server = createScriptedServer({ 'threads.create': answer });
  const sent = element.sendUserMessage({ text: 'Hi' });
  element.setOptions(optionsFor(server));
  await sent;
  expect(server.requests).toHaveLength(1);
});

test('a host without a server address gets a sentence, an event and a line in the console', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
  const { root, trace } = mount({}, { api: { url: '', domainKey: '' } });
  expect(root.querySelector('[role="alert"]')?.textContent).toContain('api.url');
  expect(logged).toHaveBeenCalledWith('<openai-chatkit> api.url: missing');
  await expect.poll(() => trace).toEqual(['ready', 'error']);
});

test('the classname attribute of React 18 becomes the class', () => {
  const { element } = mount({});
  element.setAttribute('classname', 'panel wide');
  expect(element.className).toBe('panel wide');
});

test('a dictionary serves its locale, and English what it lacks', async () => {
  const { ChatKitElement } = await import('./element.ts');
  ChatKitElement.registerLocale('ur', { send: 'بھیجیں' });
  const { root, button } = mount({}, { locale: 'ur' });
  expect(root.querySelector('.panel')?.getAttribute('dir')).toBe('rtl');
  expect(button('بھیجیں')).toBeDefined();
  expect(button('New chat')).toBeDefined();
});
