import './define.ts';
import { afterEach, expect, test } from 'vitest';
import { assistantMessage, cancellable, clientToolCall, confirmed, created, done } from './testing/events.ts';
import { createGate } from './testing/gate.ts';
import { mount } from './testing/mounted.ts';
import { json, type Script, threadOf } from './testing/scripted-server.ts';

afterEach(() => document.body.replaceChildren());

const ask: Script = ({ params }) => [
  ...[created(), confirmed(params), cancellable],
  done(clientToolCall('c1', 'get_selection')),
];
const enter = () => new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });

test('while a tool of the page works the row says so, the composer is locked, and one response is told', async () => {
  const gate = createGate();
  const { element, text, type, button, server, trace } = mount(
    {
      'threads.create': ask,
      'threads.add_client_tool_output': () => [done(assistantMessage('a1', 'Two words'))],
    },
    {
      onClientTool: async () => {
        trace.push('onClientTool');
        await gate.passed;
        return { words: 2 };
      },
    },
  );
  await expect.poll(() => trace).toEqual(['ready']);
  const sent = element.sendUserMessage({ text: 'Count my selection' });
  await expect.poll(text).toContain('Working in this page…');
  type('Another').dispatchEvent(enter());
  await expect(element.sendUserMessage({ text: 'Third' })).rejects.toMatchObject({
    name: 'IntegrationError',
  });
  expect(button('Stop answering')).toBeDefined();
  expect(server.requests).toHaveLength(1);
  gate.open();
  await sent;
  await expect.poll(text).toContain('Two words');
  expect(text()).not.toContain('Working in this page…');
  expect(trace).toEqual([
    ...['ready', 'response.start', 'thread.change{thr_1}', 'onClientTool'],
    'response.end',
  ]);
});

test('Stop during a tool of the page ends the response, and the message says so', async () => {
  const { element, root, text, button, server, trace } = mount(
    { 'threads.create': ask },
    { onClientTool: () => new Promise(() => {}) },
  );
  const sent = element.sendUserMessage({ text: 'Count my selection' });
  await expect.poll(text).toContain('Working in this page…');
  button('Stop answering')?.click();
  await sent;
  await expect.poll(() => root.querySelector('.user .row-note')?.textContent).toBe('Stopped');
  expect(server.requests).toHaveLength(1);
  expect(trace.slice(-1)).toEqual(['response.end']);
  expect(trace).not.toContain('error');
});

test('a call that the server has stored is neither run nor shown on reload', async () => {
  const { root, text, trace } = mount(
    { 'threads.get_by_id': () => json(threadOf('thr_1', [clientToolCall('c1', 'get_selection')])) },
    { initialThread: 'thr_1', onClientTool: () => expect.unreachable() },
  );
  await expect.poll(() => trace.at(-1)).toBe('thread.load.end{thr_1}');
  expect(root.querySelectorAll('.row')).toHaveLength(0);
  expect(text()).not.toContain('Working in this page…');
});

test('an action of the host is a response from its start to its end, and needs a thread', async () => {
  const { element, trace, text, server } = mount({
    'threads.create': ({ params }) => [created(), confirmed(params)],
    'threads.custom_action': () => [done(assistantMessage('a1', 'Refreshed'))],
  });
  await expect.poll(() => trace).toEqual(['ready']);
  await expect(element.sendCustomAction({ type: 'refresh' })).rejects.toMatchObject({
    name: 'IntegrationError',
  });
  await element.sendUserMessage({ text: 'Hi' });
  trace.length = 0;
  await element.sendCustomAction({ type: 'refresh', payload: { all: true } });
  expect(trace).toEqual(['response.start', 'response.end']);
  await expect.poll(text).toContain('Refreshed');
  expect(server.requests.at(-1)?.params).toEqual({
    thread_id: 'thr_1',
    action: { type: 'refresh', payload: { all: true } },
  });
});
