import type { ChatKitOptions } from '@openai/chatkit';
import { expect, test } from 'vitest';
import {
  assistantMessage,
  cancellable,
  clientToolCall,
  confirmed,
  created,
  done,
} from '../testing/events.ts';
import { createGate } from '../testing/gate.ts';
import { json, type Script, threadOf } from '../testing/scripted-server.ts';
import { testSession } from '../testing/test-session.ts';
import { messageText } from './rows.ts';
import { sendMessage } from './send.ts';
import type { Session } from './session.ts';
import { openThread } from './thread.ts';
import { stopTurn } from './turn.ts';

const input = {
  ...{ content: [{ type: 'input_text' as const, text: 'Hello' }], attachments: [], quoted_text: '' },
  inference_options: {},
};
const ask: Script = ({ params }) => [
  ...[created(), confirmed(params), cancellable],
  done(clientToolCall('c1', 'get_selection', { from: 1 })),
];
const texts = (session: Session) =>
  session.store.get().rows.flatMap((row) => (row.kind === 'item' ? [messageText(row.item)] : []));

function sessionWith(onClientTool: ChatKitOptions['onClientTool'], output: Script) {
  return testSession(
    { 'threads.create': ask, 'threads.add_client_tool_output': output },
    onClientTool ? { onClientTool } : {},
  );
}
const answered: Script = () => [done(assistantMessage('a1', 'Thanks'))];

test('a tool of the page runs within the turn, and its output takes the turn on: one start, one end', async () => {
  const calls: unknown[] = [];
  const { session, server, trace } = sessionWith(async (call) => {
    calls.push(call);
    trace.push('onClientTool');
    return { text: 'milk' };
  }, answered);
  await sendMessage(session, input);
  expect(calls).toEqual([{ name: 'get_selection', params: { from: 1 } }]);
  expect(server.requests[1]).toMatchObject({
    type: 'threads.add_client_tool_output',
    params: { thread_id: 'thr_1', result: { text: 'milk' } },
  });
  expect(trace).toEqual(['response.start', 'thread.change{thr_1}', 'onClientTool', 'response.end']);
  expect(texts(session)).toEqual(['Hello', '', 'Thanks']);
});

test('the panel stays busy while the function works', async () => {
  const gate = createGate();
  const phases: string[] = [];
  const { session } = sessionWith(async () => {
    await gate.passed;
    phases.push(session.store.get().phase);
    return {};
  }, answered);
  const sent = sendMessage(session, input);
  gate.open();
  await sent;
  expect(phases).toEqual(['responding']);
  expect(session.store.get().phase).toBe('idle');
});

test.each([
  ['nothing', () => undefined, {}],
  ['null', () => null, {}],
  ['a function', () => () => 1, {}],
  ['a list', () => [1], [1]],
])('a result of %s is sent as JSON', async (_name, answer, result) => {
  const { session, server, trace } = sessionWith(answer as never, answered);
  await sendMessage(session, input);
  expect(server.requests[1]?.params.result).toEqual(result);
  expect(trace).not.toContain('error{handler}');
});

const circle: Record<string, unknown> = {};
circle.self = circle;

test.each([
  ['throws', () => Promise.reject(new Error('No selection')), 'No selection'],
  ['throws a text', () => Promise.reject('No selection'), 'No selection'],
  ['answers what is no JSON', () => circle, 'circular'],
  ['is missing', undefined, 'not available'],
])('the agent hears when the function %s, and so does the host', async (_name, handler, message) => {
  const { session, server, trace } = sessionWith(handler, answered);
  await sendMessage(session, input);
  expect(server.requests[1]?.params.result).toEqual({ error: expect.stringContaining(message) });
  expect(trace).toEqual(['response.start', 'thread.change{thr_1}', 'error{handler}', 'response.end']);
});

test('a stop while the function works ends the turn, and its result goes nowhere', async () => {
  const { session, server, trace } = sessionWith(() => {
    stopTurn(session);
    return { late: true };
  }, answered);
  await sendMessage(session, input);
  expect(server.requests).toHaveLength(1);
  expect(trace).toEqual(['response.start', 'thread.change{thr_1}', 'response.end']);
  expect(session.store.get().rows[0]).toMatchObject({ mark: 'stopped' });
});

test('a stop does not wait for a function that never returns', async () => {
  const { session, trace } = sessionWith(() => {
    queueMicrotask(() => stopTurn(session));
    return new Promise(() => {});
  }, answered);
  await sendMessage(session, input);
  expect(trace.at(-1)).toBe('response.end');
});

test('one call may follow another; after twenty-five the turn fails', async () => {
  let n = 1;
  const { session, server, trace } = sessionWith(
    () => ({}),
    () => [done(clientToolCall(`c${++n}`, 'again'))],
  );
  await expect(sendMessage(session, input)).rejects.toMatchObject({ code: 'protocol' });
  expect(server.requests).toHaveLength(26);
  expect(trace.slice(-2)).toEqual(['error{protocol}', 'response.end']);
});

test('a call that something came after is not run', async () => {
  const { session, server } = testSession(
    {
      'threads.create': ({ params }) => [
        ...[created(), confirmed(params)],
        ...[done(clientToolCall('c1', 'get_selection')), done(assistantMessage('a1', 'Never mind'))],
      ],
    },
    { onClientTool: () => expect.unreachable() },
  );
  await sendMessage(session, input);
  expect(server.requests).toHaveLength(1);
});

test('a call that was stored is neither run on reload nor after a later stream that brings nothing', async () => {
  const { session, server } = testSession(
    {
      'threads.get_by_id': () => json(threadOf('thr_1', [clientToolCall('c1', 'get_selection')])),
      'threads.add_user_message': () => [{ type: 'progress_update', text: 'Hm' }],
    },
    { onClientTool: () => expect.unreachable() },
  );
  await openThread(session, 'thr_1');
  await sendMessage(session, input);
  expect(server.requests.map(({ type }) => type)).toEqual(['threads.get_by_id', 'threads.add_user_message']);
});

test('a refused output is a problem of the turn, and the message before it can be answered again', async () => {
  const { session, trace } = sessionWith(
    () => ({}),
    () => json({}, 503),
  );
  await expect(sendMessage(session, input)).rejects.toMatchObject({ status: 503 });
  expect(trace.slice(-2)).toEqual(['error{http}', 'response.end']);
  expect(session.store.get().rows.at(-1)).toMatchObject({ problem: { kind: 'unavailable', retry: 'turn' } });
  expect(texts(session)).toEqual(['Hello', '']);
});
