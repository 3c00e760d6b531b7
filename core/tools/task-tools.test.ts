import { expect, inject, test } from 'vitest';
import { aUser, manyTasks } from '#dev/factories.ts';
import type { Context } from '../context.ts';
import { connect, metered, newMeter } from '../db/client.ts';
import { AppError } from '../errors.ts';
import { onceOf } from '../idempotency.ts';
import { TASK_TOOLS } from './task-tools.ts';
import { callerOf, type Key, type RawAnswer } from './testing/callers.ts';
import { type Talker, testHistories } from './testing/histories.ts';
import { testTools } from './tools-contract.ts';

const db = connect(inject('databaseUrl'), inject('neonEndpoint'));

const toolNamed = (name: string) => {
  const tool = TASK_TOOLS.find((candidate) => candidate.name === name);
  if (!tool) throw new Error(`no tool ${name}`);
  return tool;
};

async function callDirectly(ctx: Context, name: string, args: unknown, { key }: Key): Promise<RawAnswer> {
  try {
    const once = await onceOf(key, [name, args]);
    const { output, text } = await toolNamed(name).run({ ...ctx, ...(once && { once }) }, args);
    return { isError: false, text: JSON.stringify(text), structured: output };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const told = { error: error.message, code: error.code };
    return { isError: true, text: JSON.stringify(told), structured: undefined };
  }
}

/** A new user, talking. */
async function aTalker(): Promise<Talker> {
  const user = await aUser(db);
  const conversationId = crypto.randomUUID();
  const caller = await callerOf(() => {
    const turn = { ...user, conversationId, turnId: crypto.randomUUID() };
    return (name, args, key) => callDirectly(turn, name, args, key);
  });
  return { user, caller };
}

const makeTalkers = async () => ({ mine: await aTalker(), other: await aTalker() });

testTools('operations', async () => ({ mine: (await aTalker()).caller, other: (await aTalker()).caller }));
testHistories('operations', makeTalkers, 25);

test('each tool asks the database once', async () => {
  const user = await aUser(db);
  await manyTasks(user, 3);
  const calls: [string, unknown][] = [
    ['add_task', { title: 'x' }],
    ['list_tasks', { status: 'pending', search: 'Task' }],
    ['complete_task', { task_id: 1 }],
    ['complete_task', { task_id: 1, completed: true }],
    ['update_task', { task_id: 2, title: 'y' }],
    ['update_task', { task_id: 2 }],
    ['delete_task', { task_id: 3 }],
    ['add_task', { title: 'x', due: 'tomorrow', tags: ['a'], priority: 'high' }],
    ['list_tasks', { due: 'this week', tag: 'a', sort: 'due' }],
    ['update_task', { undo: 'turn' }],
  ];
  const turn = { ...user, conversationId: crypto.randomUUID(), turnId: crypto.randomUUID() };
  for (const [name, args] of calls) {
    const meter = newMeter();
    await toolNamed(name).run({ ...turn, db: metered(db, meter) }, args);
    expect(meter.requests, name).toBe(1);
  }
});

test('two bare calls of complete_task at once leave a task as it was', async () => {
  const user = await aUser(db);
  await manyTasks(user, 1);
  const flip = () => toolNamed('complete_task').run(user, { task_id: 1 });
  const states = await Promise.all([flip(), flip()]);
  expect(states.map(({ output }) => output.status).toSorted()).toEqual(['completed', 'pending']);
  const { output } = await toolNamed('list_tasks').run(user, {});
  expect(output.tasks).toMatchObject([{ is_completed: false }]);
});

test('the tools are exactly five, in a fixed order', () => {
  expect(TASK_TOOLS.map((tool) => tool.name)).toEqual([
    'add_task',
    'list_tasks',
    'complete_task',
    'delete_task',
    'update_task',
  ]);
});

test('every tool says what it does, when to use it and what it returns, and takes no unknown argument', () => {
  for (const { description, inputSchema, outputSchema } of TASK_TOOLS) {
    expect(description).toMatch(/^[A-Z]\w+s .+ Use it when the user .+ Returns /s);
    expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
    expect(outputSchema).toMatchObject({ type: 'object', properties: expect.anything() });
    expect(JSON.stringify(inputSchema)).not.toContain('user_id');
  }
});

test('only list_tasks is read-only, only delete_task and update_task destroy', () => {
  const hints = Object.fromEntries(TASK_TOOLS.map(({ name, hints, scope }) => [name, { ...hints, scope }]));
  const hint = (readOnly: boolean, destructive: boolean, idempotent: boolean) => ({
    readOnlyHint: readOnly,
    destructiveHint: destructive,
    idempotentHint: idempotent,
    scope: readOnly ? 'tasks:read' : 'tasks:write',
  });
  expect(hints).toEqual({
    add_task: hint(false, false, false),
    list_tasks: hint(true, false, true),
    complete_task: hint(false, false, false),
    delete_task: hint(false, true, true),
    update_task: hint(false, true, true),
  });
});

test('no published argument may be null, so that a strict agent can say with it that it means nothing', () => {
  for (const { inputSchema, name } of TASK_TOOLS) {
    expect(JSON.stringify(inputSchema), name).not.toContain('null');
  }
});
