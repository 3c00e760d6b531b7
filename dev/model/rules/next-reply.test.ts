// What the tools that are offered, and their failures, make of a reply.
import { expect, test } from 'vitest';
import { nextReply } from './next-reply.ts';
import { Conversation, PretendList, requestOf, TOOLS } from './pretend-list.ts';

test('what a tool says of a bad argument is passed on as a sentence', () => {
  const conversation = new Conversation(new PretendList());
  expect(conversation.say(`add a task to ${'x'.repeat(256)}`)).toBe(
    'That did not work: Task title must be 255 characters or less.',
  );
});

test('the text of an unknown failure is not passed on', () => {
  const message = { kind: 'message', role: 'user', text: 'show my tasks' } as const;
  const call = { kind: 'call', callId: 'c', name: 'list_tasks', arguments: '{}' } as const;
  const output = 'TypeError: {"secret"} at db.ts:1';
  expect(nextReply(requestOf([message, call, { kind: 'result', callId: 'c', output }]))).toEqual({
    text: 'Something went wrong while I was working on your tasks. Please try again.',
  });
});

test('a tool that is not offered is not called', () => {
  const list = new PretendList(['Buy groceries']);
  const conversation = new Conversation(
    list,
    TOOLS.filter((tool) => tool.name !== 'delete_task'),
  );
  expect(conversation.say('delete task 1')).toBe(
    'I have no tool for that in this conversation, so nothing was changed.',
  );
  expect(conversation.calls).toEqual([]);
});

test('a tool that takes ids only is given an id', () => {
  const list = new PretendList(['Buy groceries', 'Pay bills']);
  const idsOnly = TOOLS.map((tool) => ({
    ...tool,
    parameters: JSON.parse(JSON.stringify(tool.parameters).replace('Id or number of the task', 'UUID')),
  }));
  const conversation = new Conversation(list, idsOnly);
  conversation.say('mark task 2 as done');
  expect(conversation.calls.map((call) => [call.name, call.arguments.task_id])).toEqual([
    ['list_tasks', undefined],
    ['complete_task', list.tasks[1]?.id],
  ]);
});

test('without parallel calls a reply holds one call at a time', () => {
  const message = { kind: 'message', role: 'user', text: 'add two tasks: buy milk and call mom' } as const;
  const reply = nextReply({ ...requestOf([message]), parallelCalls: false });
  expect(reply).toEqual({
    calls: [{ name: 'add_task', arguments: { title: 'Buy milk', description: null } }],
  });
});
