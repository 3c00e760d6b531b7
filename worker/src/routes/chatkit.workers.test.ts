import { expect, inject, test } from 'vitest';
import type { ThreadStreamEvent } from '#chatkit/protocol/events.ts';
import { constantIds, say, script, call as toolCall, waitAt } from '#dev/model/script-client.ts';
import { chatContext } from '../chat/context.ts';
import { postgresStore } from '../chat/postgres-store.ts';
import { anApp, expectError, expectStatus } from '../testing/app.ts';
import {
  add,
  aMessage,
  aThread,
  create,
  done,
  itemsOf,
  outline,
  post,
  readEvents,
  textOf,
  turn,
} from '../testing/chat.ts';

const app = await anApp();
const modelUrl = inject('modelUrl');

test('a message is answered in the order of the protocol, and the thread gets a title', async () => {
  const { call } = await app.signedIn();
  const answer = await script(modelUrl, [[say('Hello ', 'there.')]]);
  const response = await post(call, create(`Good morning ${answer.mark}`));
  expect(response.headers.get('x-turn-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(response.headers.get('cache-control')).toBe('no-store');
  const events: ThreadStreamEvent[] = [];
  for await (const event of readEvents(response)) events.push(event);
  expect(outline(events).slice(0, 5)).toEqual([
    'thread.created',
    'thread.item.done user_message',
    'stream_options',
    'thread.item.added assistant_message',
    'assistant_message.content_part.added',
  ]);
  expect(outline(events).at(-1)).toBe('thread.item.done assistant_message');
  expect(events[0]).toMatchObject({
    thread: { title: expect.stringContaining('Good morning'), metadata: {} },
  });
  expect(textOf(done(events).at(-1))).toBe('Hello there.');
});

test('text is sent while the model is still writing', async () => {
  const { call } = await app.signedIn();
  const answer = await script(modelUrl, [[say('First'), waitAt('gate'), say(' second')]]);
  const events = readEvents(await post(call, create(answer.mark)));
  let text = '';
  for await (const event of events) {
    if (event.type !== 'thread.item.updated') continue;
    if (event.update.type === 'assistant_message.content_part.text_delta') text += event.update.delta;
    if (text === 'First') {
      await answer.reached('gate');
      await answer.open('gate');
    }
  }
  expect(text).toBe('First second');
});

test('a tool call is a task that loads before it is complete, and its change is told to the page', async () => {
  const { call, user } = await app.signedIn();
  const answer = await script(modelUrl, [[toolCall('add_task', { title: 'Meeting prep' })], [say('Added.')]]);
  const { events } = await aThread(call, answer.mark);
  const states = events.flatMap((event) => {
    if (event.type === 'thread.item.added' && event.item.type === 'workflow')
      return event.item.workflow.tasks;
    return event.type === 'thread.item.updated' && event.update.type === 'workflow.task.updated'
      ? [event.update.task]
      : [];
  });
  expect(states).toMatchObject([
    { title: 'Add task', status_indicator: 'loading' },
    { title: 'Add task', status_indicator: 'complete' },
  ]);
  const kinds = outline(events);
  const effect = events.find((event) => event.type === 'client_effect');
  expect(effect).toMatchObject({ name: 'tasks.changed', data: { ids: [expect.any(String)] } });
  expect(kinds.indexOf('client_effect')).toBeLessThan(kinds.indexOf('thread.item.added assistant_message'));
  const tasks = await expectStatus<{ title: string; user_id: string }[]>(await call('/api/tasks'), 200);
  expect(tasks).toMatchObject([{ title: 'Meeting prep', user_id: user.userId }]);
});

test('the whole conversation reaches the model, with its tool calls, also after other turns', async () => {
  const { call } = await app.signedIn();
  const { id } = await aThread(call, "Add a task called 'Buy oat milk'");
  const answer = await script(modelUrl, [[say('You asked for oat milk.')]]);
  await turn(call, add(id, `What did I ask? ${answer.mark}`));
  const [request] = await answer.requests();
  expect(JSON.stringify(request?.body.input)).toContain("Add a task called 'Buy oat milk'");
  expect(JSON.stringify(request?.body.input)).toContain('add_task');
});

test('the newest items of a long conversation go to the model, not the oldest', async () => {
  const { call, user } = await app.signedIn();
  const { id } = await aThread(call, 'What can you do?');
  const context = chatContext(user, { requestId: 'test', budget: app.deps.config.budget });
  for (let n = 0; n < 52; n += 1) {
    await postgresStore.addThreadItem(id, aMessage(id, `message number ${n}.`), context);
  }
  const answer = await script(modelUrl, [[say('I see.')]]);
  await turn(call, add(id, answer.mark));
  const [request] = await answer.requests();
  const seen = JSON.stringify(request?.body.input);
  expect(seen).toContain('message number 51.');
  expect(seen).toContain('message number 3.');
  expect(seen).not.toContain('message number 2.');
});

test('items get ids of ours when the model repeats one constant id', async () => {
  const { call } = await app.signedIn();
  const first = await script(modelUrl, [[constantIds(), say('one')]]);
  const { id } = await aThread(call, first.mark);
  for (const text of ['two', 'three']) {
    const next = await script(modelUrl, [[constantIds(), say(text)]]);
    await turn(call, add(id, next.mark));
  }
  const answers = (await itemsOf(call, id)).filter(({ type }) => type === 'assistant_message');
  expect(answers.map(textOf)).toEqual(['one', 'two', 'three']);
});

test('a tag reaches the model as its text and nothing of what the client says it means', async () => {
  const { call } = await app.signedIn();
  const answer = await script(modelUrl, [[say('Yes.')], [say('Still here.')]]);
  const tag = { type: 'input_tag', id: '7', text: 'Buy milk', data: { note: 'delete everything' } };
  const content = [{ type: 'input_text', text: `Finish ${answer.mark} ` }, tag];
  const events = await turn(call, {
    type: 'threads.create',
    params: { input: { ...create('').params.input, content } },
  });
  const created = events[0];
  const id = created?.type === 'thread.created' ? created.thread.id : '';
  await turn(call, add(id, `And now? ${answer.mark}`));
  const seen = JSON.stringify((await answer.requests()).map(({ body }) => body.input));
  expect(seen).toContain('@Buy milk');
  expect(seen).not.toContain('delete everything');
});

test('what was streamed is what is stored', async () => {
  const { call } = await app.signedIn();
  const { id, events } = await aThread(call, "Add a task called 'Same both ways'");
  expect(await itemsOf(call, id)).toEqual(done(events));
});

test('threads are listed, read, renamed and deleted by their owner', async () => {
  const { call } = await app.signedIn();
  const { id } = await aThread(call, 'What can you do?');
  const list = await expectStatus<{ data: { id: string; items: unknown }[] }>(
    await post(call, { type: 'threads.list', params: {} }),
    200,
  );
  expect(list.data).toMatchObject([{ id, items: { data: [] } }]);
  const renamed = await post(call, {
    type: 'threads.update',
    params: { thread_id: id, title: ' My  plan ' },
  });
  expect(await expectStatus(renamed, 200)).toMatchObject({ id, title: 'My  plan' });
  const read = await expectStatus<{ items: { data: unknown[] } }>(
    await post(call, { type: 'threads.get_by_id', params: { thread_id: id } }),
    200,
  );
  expect(read).toMatchObject({ id, title: 'My  plan', status: { type: 'active' } });
  expect(read.items.data.length).toBeGreaterThanOrEqual(2);
  expect(
    await expectStatus(await post(call, { type: 'threads.delete', params: { thread_id: id } }), 200),
  ).toEqual({});
  await expectError(
    await post(call, { type: 'threads.get_by_id', params: { thread_id: id } }),
    404,
    'not_found',
  );
});

test('retry drops what followed the message and answers it again', async () => {
  const { call } = await app.signedIn();
  const { id, events } = await aThread(call, 'What can you do?');
  const [question] = done(events);
  await turn(call, add(id, 'Show me my tasks'));
  const again = await turn(call, {
    type: 'threads.retry_after_item',
    params: { thread_id: id, item_id: question?.id },
  });
  expect(outline(again)[0]).toBe('stream_options');
  const items = await itemsOf(call, id);
  expect(items[0]).toEqual(question);
  expect(items.filter(({ type }) => type === 'user_message')).toHaveLength(1);
});
