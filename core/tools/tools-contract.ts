// What the five tools promise, as one suite: run on the operations themselves and through the MCP door.
import { expect, test } from 'vitest';
import type { Caller, Failure, MakeCallers, ToolAnswer } from './testing/callers.ts';
import { testFieldsAndUndo } from './testing/fields-and-undo.ts';
import { testHostileArguments } from './testing/hostile-arguments.ts';

const NOBODYS_ID = '00000000-0000-4000-8000-000000000000';
const EVENT = expect.stringMatching(/^[0-9a-f-]{36}$/);
const NOT_FOUND: Failure = { error: 'Task not found or access denied', code: 'not_found' };

/** @param makeCallers Two new users who can call tools; each test makes its own. */
export function testTools(name: string, makeCallers: MakeCallers): void {
  testAdding(name, makeCallers);
  testListing(name, makeCallers);
  testCompleting(name, makeCallers);
  testUpdating(name, makeCallers);
  testDeleting(name, makeCallers);
  testFieldsAndUndo(name, makeCallers);
  testHostileArguments(name, makeCallers);
}

async function add(caller: Caller, args: { title: string; description?: string }): Promise<string> {
  const answer = await caller.succeeds('add_task', args);
  return String(answer.output.task_id);
}

async function listed(caller: Caller, args = {}): Promise<Record<string, unknown>[]> {
  return (await caller.succeeds('list_tasks', args)).output.tasks as Record<string, unknown>[];
}

const says = (answer: ToolAnswer): unknown => JSON.parse(answer.text);

function testAdding(name: string, makeCallers: MakeCallers): void {
  test(`${name}: add_task with a title answers its id, status and title`, async () => {
    const { mine } = await makeCallers();
    const answer = await mine.succeeds('add_task', { title: '  Buy groceries ' });
    expect(answer.output).toEqual({
      task_id: expect.any(String),
      number: 1,
      status: 'created',
      title: 'Buy groceries',
      undo: EVENT,
    });
    expect(says(answer)).toEqual(answer.output);
  });

  test(`${name}: add_task keeps the description`, async () => {
    const { mine } = await makeCallers();
    const id = await add(mine, { title: 'Buy groceries', description: 'Milk, eggs' });
    expect(await listed(mine)).toMatchObject([{ id, description: 'Milk, eggs' }]);
  });

  test(`${name}: add_task refuses a blank title`, async () => {
    const { mine } = await makeCallers();
    const failure = await mine.fails('add_task', { title: ' \u00a0\u200b ' });
    expect(failure).toMatchObject({ error: 'Task title cannot be empty', code: 'title_empty' });
    expect(await listed(mine)).toEqual([]);
  });
}

function testListing(name: string, makeCallers: MakeCallers): void {
  test(`${name}: list_tasks answers tasks and total, and the bare array as text`, async () => {
    const { mine } = await makeCallers();
    const empty = await mine.succeeds('list_tasks', {});
    expect(empty.output).toEqual({ tasks: [], total: 0 });
    expect(says(empty)).toEqual([]);

    const id = await add(mine, { title: 'Call mom' });
    const one = await mine.succeeds('list_tasks', {});
    const task = { id, number: 1, title: 'Call mom', description: null, is_completed: false };
    expect(one.output).toEqual({ tasks: [{ ...task, created_at: expect.any(String) }], total: 1 });
    expect(says(one)).toEqual(one.output.tasks);
  });

  test(`${name}: list_tasks finds every task that was added, newest first`, async () => {
    const { mine } = await makeCallers();
    const first = await add(mine, { title: 'First' });
    const second = await add(mine, { title: 'Second' });
    expect((await listed(mine, { status: 'all' })).map((task) => task.id)).toEqual([second, first]);
  });

  test(`${name}: list_tasks pending and completed share the tasks out between them`, async () => {
    const { mine } = await makeCallers();
    const open = await add(mine, { title: 'Open' });
    const done = await add(mine, { title: 'Done' });
    await mine.succeeds('complete_task', { task_id: done, completed: true });
    expect(await listed(mine, { status: 'pending' })).toMatchObject([{ id: open, is_completed: false }]);
    expect(await listed(mine, { status: 'completed' })).toMatchObject([{ id: done, is_completed: true }]);
  });

  test(`${name}: list_tasks names the valid values when it refuses a status`, async () => {
    const { mine } = await makeCallers();
    expect(await mine.fails('list_tasks', { status: 'x' })).toMatchObject({
      error: "Invalid status 'x'. Valid values: all, pending, completed",
      code: 'validation_error',
    });
  });

  test(`${name}: list_tasks shows nothing of another user`, async () => {
    const { mine, other } = await makeCallers();
    await add(other, { title: 'Secret' });
    expect((await mine.succeeds('list_tasks', {})).output).toEqual({ tasks: [], total: 0 });
    expect(await listed(mine, { search: 'Secret' })).toEqual([]);
  });
}

function testCompleting(name: string, makeCallers: MakeCallers): void {
  test(`${name}: complete_task flips a task on and off when it is called bare`, async () => {
    const { mine } = await makeCallers();
    const task_id = await add(mine, { title: 'Call mom' });
    const on = await mine.succeeds('complete_task', { task_id });
    expect(on.output).toEqual({ task_id, number: 1, status: 'completed', title: 'Call mom', undo: EVENT });
    const off = await mine.succeeds('complete_task', { task_id });
    expect(off.output).toEqual({ task_id, number: 1, status: 'pending', title: 'Call mom', undo: EVENT });
  });

  test(`${name}: complete_task with completed means the same however often it is sent`, async () => {
    const { mine } = await makeCallers();
    const task_id = await add(mine, { title: 'Call mom' });
    for (const completed of [true, true, false, false]) {
      const { output } = await mine.succeeds('complete_task', { task_id, completed });
      expect(output.status).toBe(completed ? 'completed' : 'pending');
    }
  });

  test(`${name}: complete_task cannot find a missing task`, async () => {
    const { mine } = await makeCallers();
    expect(await mine.fails('complete_task', { task_id: NOBODYS_ID })).toMatchObject(NOT_FOUND);
  });

  test(`${name}: complete_task cannot find another user's task, and leaves it open`, async () => {
    const { mine, other } = await makeCallers();
    const task_id = await add(other, { title: 'Theirs' });
    expect(await mine.fails('complete_task', { task_id })).toMatchObject(NOT_FOUND);
    expect(await listed(other)).toMatchObject([{ is_completed: false }]);
  });
}

function testUpdating(name: string, makeCallers: MakeCallers): void {
  test(`${name}: update_task changes the title and keeps the description`, async () => {
    const { mine } = await makeCallers();
    const task_id = await add(mine, { title: 'Call mom', description: 'At home' });
    const { output } = await mine.succeeds('update_task', { task_id, title: 'Call mom tonight' });
    expect(output).toEqual({ task_id, number: 1, status: 'updated', title: 'Call mom tonight', undo: EVENT });
    expect(await listed(mine)).toMatchObject([{ title: 'Call mom tonight', description: 'At home' }]);
  });

  test(`${name}: update_task changes the description alone, and an empty one clears it`, async () => {
    const { mine } = await makeCallers();
    const task_id = await add(mine, { title: 'Call mom' });
    const { output } = await mine.succeeds('update_task', { task_id, description: 'At work' });
    expect(output).toEqual({ task_id, number: 1, status: 'updated', title: 'Call mom', undo: EVENT });
    expect(await listed(mine)).toMatchObject([{ title: 'Call mom', description: 'At work' }]);
    await mine.succeeds('update_task', { task_id, description: '' });
    expect(await listed(mine)).toMatchObject([{ description: null }]);
  });

  test(`${name}: update_task with nothing to change answers unchanged`, async () => {
    const { mine } = await makeCallers();
    const task_id = await add(mine, { title: 'Call mom' });
    const { output } = await mine.succeeds('update_task', { task_id });
    expect(output).toEqual({ task_id, number: 1, status: 'unchanged', title: 'Call mom' });
  });

  test(`${name}: update_task cannot find a missing task, with and without a change`, async () => {
    const { mine } = await makeCallers();
    expect(await mine.fails('update_task', { task_id: NOBODYS_ID, title: 'x' })).toMatchObject(NOT_FOUND);
    expect(await mine.fails('update_task', { task_id: NOBODYS_ID })).toMatchObject(NOT_FOUND);
  });

  test(`${name}: update_task cannot find another user's task, and leaves its texts`, async () => {
    const { mine, other } = await makeCallers();
    const task_id = await add(other, { title: 'Theirs' });
    expect(await mine.fails('update_task', { task_id, title: 'Mine' })).toMatchObject(NOT_FOUND);
    expect(await listed(other)).toMatchObject([{ title: 'Theirs' }]);
  });
}

function testDeleting(name: string, makeCallers: MakeCallers): void {
  test(`${name}: delete_task answers the title of what is gone, and finds nothing the second time`, async () => {
    const { mine } = await makeCallers();
    const task_id = await add(mine, { title: 'Meeting' });
    const { output } = await mine.succeeds('delete_task', { task_id });
    expect(output).toEqual({ task_id, number: 1, status: 'deleted', title: 'Meeting', undo: EVENT });
    expect(await listed(mine)).toEqual([]);
    expect(await mine.fails('delete_task', { task_id })).toMatchObject(NOT_FOUND);
  });

  test(`${name}: delete_task cannot find a missing task`, async () => {
    const { mine } = await makeCallers();
    expect(await mine.fails('delete_task', { task_id: NOBODYS_ID })).toMatchObject(NOT_FOUND);
  });

  test(`${name}: delete_task cannot find another user's task, and leaves it there`, async () => {
    const { mine, other } = await makeCallers();
    const task_id = await add(other, { title: 'Theirs' });
    expect(await mine.fails('delete_task', { task_id })).toMatchObject(NOT_FOUND);
    expect(await listed(other)).toMatchObject([{ id: task_id }]);
  });
}
