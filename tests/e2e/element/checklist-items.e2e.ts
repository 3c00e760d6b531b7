import type { ThreadItem } from '#chatkit/protocol/items.ts';
import { createGate } from '#dev/element/chat-server.ts';
import {
  assistantMessage,
  cancellable,
  clientToolCall,
  confirmed,
  created,
  done,
  say,
  stored,
  userMessage,
} from './events.ts';
import { expect, test } from './host.ts';

test('7 while a tool of the page works the composer is locked, and one response is told', async ({
  host,
  chat,
}) => {
  const gate = createGate();
  const calls: unknown[] = [];
  await host.page.exposeFunction('clientTool', async (call: unknown) => {
    calls.push(call);
    await gate.passed;
    return { words: 2 };
  });
  chat.on('threads.create', (call) => {
    call.send(
      created(),
      confirmed(call.params),
      cancellable,
      done(clientToolCall('call_1', 'get_selection')),
    );
  });
  chat.on('threads.add_client_tool_output', (call) => call.send(...say('ans_1', 'Two words are selected')));
  await host.open({ page: 'react19-production' });
  const { panel } = host;
  await panel.send('Count my selection');
  await expect.poll(() => calls).toHaveLength(1);
  expect(calls[0]).toMatchObject({ name: 'get_selection' });
  await panel.composer.fill('Impatient');
  await panel.composer.press('Enter');
  await expect(panel.stopButton).toBeVisible();
  expect(chat.calls).toHaveLength(1);
  gate.open();
  await expect(panel.lastAnswer).toContainText('Two words are selected');
  await panel.isQuiet();
  await expect(panel.composer).toHaveValue('Impatient');
  expect(chat.of('threads.add_client_tool_output').map(({ params }) => params)).toEqual([
    { thread_id: 'thr_1', result: { words: 2 } },
  ]);
  expect(await host.trace()).toEqual(['ready', 'response.start', 'thread.change{thr_1}', 'response.end']);
});

test('7 a tool of the page that is stored as pending is not run again after a reload', async ({
  host,
  chat,
}) => {
  const calls: unknown[] = [];
  await host.page.exposeFunction('clientTool', async (call: unknown) => {
    calls.push(call);
    return {};
  });
  const items: ThreadItem[] = [userMessage('m1', 'Count'), clientToolCall('call_1', 'get_selection')];
  chat.on('threads.get_by_id', (call) => call.answer(stored('thr_1', items)));
  await host.open({ options: { initialThread: 'thr_1' } });
  await expect(host.panel.questions).toHaveCount(1);
  await host.panel.isQuiet();
  expect(calls).toEqual([]);
  expect(chat.calls).toHaveLength(1);
});

const widget = (label: string): ThreadItem => ({
  type: 'widget',
  id: 'wid_1',
  thread_id: 'thr_1',
  created_at: '2026-11-21T08:00:00.000Z',
  widget: {
    type: 'Card',
    asForm: true,
    confirm: { label: 'Save', action: { type: 'task.save', payload: { id: 7 } } },
    children: [
      { type: 'Title', value: label },
      { type: 'Label', fieldName: 'task.title', value: 'Title' },
      { type: 'Input', name: 'task.title', defaultValue: 'Buy milk' },
    ],
  },
});

test('a form of a widget keeps what is typed while the widget is replaced, and sends it under the strict policy', async ({
  host,
  chat,
}) => {
  const gate = createGate();
  chat.on('threads.create', async (call) => {
    call.send(created(), confirmed(call.params), done(widget('Edit the task')));
    await gate.passed;
    const next = widget('Edit this task');
    call.send({ type: 'thread.item.replaced', item: next });
  });
  chat.on('threads.custom_action', (call) => call.send(...say('ans_1', 'Saved')));
  await host.open();
  const { panel, page } = host;
  await panel.send('Edit');
  const field = panel.region.getByRole('textbox', { name: 'Title' });
  await expect(field).toHaveValue('Buy milk');
  await field.fill('Buy oat milk');
  gate.open();
  await expect(panel.region.getByText('Edit this task')).toBeVisible();
  await expect(field).toHaveValue('Buy oat milk');
  await expect(field).toBeFocused();
  await panel.isQuiet();
  await panel.region.getByRole('button', { name: 'Save' }).click();
  await expect(panel.answers.last()).toContainText('Saved');
  expect(chat.of('threads.custom_action').map(({ params }) => params)).toEqual([
    {
      thread_id: 'thr_1',
      item_id: 'wid_1',
      action: { type: 'task.save', payload: { id: 7, task: { title: 'Buy oat milk' } } },
    },
  ]);
  expect(new URL(page.url()).pathname).toBe('/host/vanilla');
});

test('the history opens over a running answer, which goes on, and back again with the draft', async ({
  host,
  chat,
}) => {
  const gate = createGate();
  chat.on('threads.create', async (call) => {
    call.send(created(), confirmed(call.params), cancellable);
    await gate.passed;
    call.send(...say('ans_1', 'Meanwhile'));
  });
  chat.on('threads.list', (call) => {
    call.answer({ data: [stored('thr_0', [], { title: 'An older one' })], has_more: false });
  });
  chat.on('threads.get_by_id', (call) =>
    call.answer(stored('thr_0', [userMessage('m0', 'Long ago'), assistantMessage('a0', 'Indeed')])),
  );
  await host.open({ options: { history: { enabled: true } } });
  const { panel } = host;
  await panel.send('Hello');
  await panel.composer.fill('A draft');
  await panel.region.getByRole('button', { name: 'Show chat history' }).click();
  await expect(panel.region.getByRole('heading', { name: 'Chat history' })).toBeVisible();
  await expect(panel.region.getByText('An older one')).toBeVisible();
  gate.open();
  await expect.poll(() => host.trace()).toContain('response.end');
  await panel.region.getByRole('button', { name: 'Back' }).click();
  await expect(panel.lastAnswer).toContainText('Meanwhile');
  await expect(panel.composer).toHaveValue('A draft');
  await panel.region.getByRole('button', { name: 'Show chat history' }).click();
  await panel.region
    .getByRole('button', { name: /An older one/ })
    .first()
    .click();
  await expect(panel.lastAnswer).toContainText('Indeed');
  const trace = await host.trace();
  expect(trace.filter((line) => line.startsWith('history'))).toEqual([
    'history.open',
    'history.close',
    'history.open',
    'history.close',
  ]);
});
