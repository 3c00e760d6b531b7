// The part of the tools' contract about priorities, due dates, tags, undo and repeated calls.
import { expect, test } from 'vitest';
import { TURN } from '../../limits.ts';
import type { Caller, MakeCallers } from './callers.ts';

export function testFieldsAndUndo(name: string, makeCallers: MakeCallers): void {
  testFields(name, makeCallers);
  testFilters(name, makeCallers);
  testUndo(name, makeCallers);
  testRepeats(name, makeCallers);
}

type Row = Record<string, unknown>;

const listed = async (caller: Caller, args = {}) =>
  (await caller.succeeds('list_tasks', args)).output.tasks as Row[];
const titles = async (caller: Caller, args = {}) => (await listed(caller, args)).map(({ title }) => title);

function testFields(name: string, makeCallers: MakeCallers): void {
  test(`${name}: add_task says what priority, due date and tags became`, async () => {
    const { mine } = await makeCallers();
    const { output } = await mine.succeeds('add_task', {
      ...{ title: 'Pay rent', priority: 'high', tags: ['#Home', 'home'] },
      due: '24 dec 2026 5pm',
    });
    const fields = { priority: 'high', due: 'Thu 2026-12-24 17:00 UTC', tags: ['home'] };
    expect(output).toMatchObject({ status: 'created', ...fields });
    expect(await listed(mine)).toMatchObject([{ title: 'Pay rent', ...fields }]);
  });

  test(`${name}: a task without them says nothing of them`, async () => {
    const { mine } = await makeCallers();
    const { output } = await mine.succeeds('add_task', { title: 'x' });
    expect(Object.keys(output)).toEqual(['task_id', 'number', 'status', 'title', 'undo']);
    const [row = {}] = await listed(mine);
    expect(Object.keys(row)).not.toEqual(expect.arrayContaining(['due']));
  });

  test(`${name}: update_task sets and clears them, and leaves what is not given`, async () => {
    const { mine } = await makeCallers();
    await mine.succeeds('add_task', { title: 'x', description: 'd' });
    const set = { task_id: 1, priority: 'low', due: '2026-12-24', tags: ['a', 'b'] };
    const told = { priority: 'low', due: 'Thu 2026-12-24', tags: ['a', 'b'] };
    expect((await mine.succeeds('update_task', set)).output).toMatchObject({ status: 'updated', ...told });
    expect((await mine.succeeds('update_task', set)).output).toMatchObject({ status: 'unchanged', ...told });
    expect(await listed(mine)).toMatchObject([{ title: 'x', description: 'd', ...told }]);
    for (const due of ['', null]) {
      const { output } = await mine.succeeds('update_task', { task_id: 1, priority: 'none', due, tags: [] });
      expect(output).toMatchObject({ priority: 'none', due: 'none', tags: [] });
      await mine.succeeds('update_task', set);
    }
  });

  test(`${name}: a date nobody understands is refused with what is understood, and changes nothing`, async () => {
    const { mine } = await makeCallers();
    const unknown = {
      code: 'invalid_request',
      error: expect.stringMatching(/'someday'\. Understood: today, tomorrow/),
    };
    expect(await mine.fails('add_task', { title: 'x', due: 'someday' })).toMatchObject(unknown);
    await mine.succeeds('add_task', { title: 'y' });
    expect(await mine.fails('update_task', { task_id: 1, title: 'z', due: 'someday' })).toMatchObject(
      unknown,
    );
    expect(await mine.fails('list_tasks', { due: 'someday' })).toMatchObject(unknown);
    expect(await titles(mine)).toEqual(['y']);
  });

  test(`${name}: values that cannot be are refused by name`, async () => {
    const { mine } = await makeCallers();
    const wrong: [string, Row, string][] = [
      ['add_task', { title: 'x', priority: 'urgent' }, 'priority'],
      ['add_task', { title: 'x', due: 5 }, 'due'],
      ['add_task', { title: 'x', tags: 'a' }, 'tags'],
      ['add_task', { title: 'x', tags: [1] }, 'tags'],
      ['list_tasks', { sort: 'id' }, 'sort'],
      ['list_tasks', { order: 'up' }, 'order'],
      ['list_tasks', { tag: 1 }, 'tag'],
      ['update_task', { title: 'x' }, 'task_id'],
      ['update_task', { undo: 1 }, 'undo'],
    ];
    for (const [tool, args, field] of wrong) {
      const failure = await mine.fails(tool, args);
      expect(failure).toMatchObject({ code: 'validation_error', error: expect.stringContaining(field) });
    }
    expect((await mine.fails('add_task', { title: 'x', tags: ['x'.repeat(33)] })).code).toBe('tag_too_long');
    expect(await titles(mine)).toEqual([]);
  });

  test(`${name}: what a model cannot mean is mended in tags too`, async () => {
    const { mine } = await makeCallers();
    const { output } = await mine.succeeds('add_task', { title: 'x', tags: ['a\0b', 'c\ud800'] });
    expect(output.tags).toEqual(['ab', 'c\ufffd']);
  });
}

function testFilters(name: string, makeCallers: MakeCallers): void {
  test(`${name}: list_tasks filters by priority, tag and due date, and sorts`, async () => {
    const { mine, other } = await makeCallers();
    await other.succeeds('add_task', { title: 'Theirs', priority: 'high', due: 'today', tags: ['a'] });
    await mine.succeeds('add_task', { title: 'later', priority: 'low', due: 'in 3 days', tags: ['a'] });
    await mine.succeeds('add_task', { title: 'soon', priority: 'high', due: 'tomorrow', tags: ['a', 'b'] });
    await mine.succeeds('add_task', { title: 'late', due: 'yesterday' });
    await mine.succeeds('add_task', { title: 'some day' });
    expect(await titles(mine, { priority: 'high' })).toEqual(['soon']);
    expect(await titles(mine, { tag: 'A', sort: 'title' })).toEqual(['later', 'soon']);
    expect(await titles(mine, { due: 'overdue' })).toEqual(['late']);
    expect(await titles(mine, { due: 'next 7 days', sort: 'due' })).toEqual(['soon', 'later']);
    expect(await titles(mine, { due: 'none' })).toEqual(['some day']);
    expect(await titles(mine, { sort: 'due' })).toEqual(['late', 'soon', 'later', 'some day']);
    expect(await titles(mine, { sort: 'priority', limit: 2 })).toEqual(['soon', 'later']);
    expect(await titles(mine, { order: 'asc' })).toEqual(['later', 'soon', 'late', 'some day']);
  });
}

function testUndo(name: string, makeCallers: MakeCallers): void {
  test(`${name}: each change can be undone by the id it returned`, async () => {
    const { mine } = await makeCallers();
    const undo = async ({ output }: { output: Row }) =>
      (await mine.succeeds('update_task', { undo: output.undo })).output;
    const added = await mine.succeeds('add_task', { title: 'x' });
    const gone = await undo(added);
    expect(gone).toMatchObject({ task_id: added.output.task_id, status: 'undone', title: 'x' });
    expect(await titles(mine)).toEqual([]);
    await mine.succeeds('update_task', { undo: gone.undo });
    await undo(await mine.succeeds('update_task', { task_id: 1, title: 'y', tags: ['a'] }));
    await undo(await mine.succeeds('complete_task', { task_id: 1, completed: true }));
    await undo(await mine.succeeds('delete_task', { task_id: 1 }));
    const [row = {}] = await listed(mine);
    expect(row).toMatchObject({ id: added.output.task_id, number: 1, title: 'x', is_completed: false });
    expect(row).not.toHaveProperty('tags');
  });

  test(`${name}: undo refuses what has changed since, what was undone, and company`, async () => {
    const { mine } = await makeCallers();
    const { output } = await mine.succeeds('add_task', { title: 'x' });
    const { undo } = output;
    await mine.succeeds('update_task', { task_id: 1, title: 'y' });
    expect(await mine.fails('update_task', { undo })).toMatchObject({ code: 'conflict' });
    for (const more of [{ task_id: 1 }, { title: 'z' }, { due: null }, { tags: [] }]) {
      expect((await mine.fails('update_task', { undo, ...more })).code).toBe('validation_error');
    }
    expect(await titles(mine)).toEqual(['y']);
  });

  test(`${name}: another user's changes cannot be undone, nor told from none`, async () => {
    const { mine, other } = await makeCallers();
    const { output } = await other.succeeds('add_task', { title: 'Theirs' });
    const answers = [];
    for (const undo of [output.undo, output.task_id, crypto.randomUUID(), '1', '', 'turn']) {
      answers.push(await mine.fails('update_task', { undo }));
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ code: 'not_found' });
    expect(await titles(other)).toEqual(['Theirs']);
  });

  test(`${name}: "turn" takes back the last turn with changes of this conversation, all of it`, async () => {
    const { mine } = await makeCallers();
    await mine.succeeds('add_task', { title: 'stays' });
    const second = await mine.nextTurn();
    await second.succeeds('add_task', { title: 'goes' });
    await second.succeeds('update_task', { task_id: 1, title: 'changed' });
    await second.succeeds('update_task', { task_id: 1, priority: 'high' });
    const third = await mine.nextTurn();
    const { output } = await third.succeeds('update_task', { undo: 'turn' });
    expect(output).toMatchObject({ status: 'undone', tasks: [{ title: 'stays' }, { title: 'goes' }] });
    expect(await listed(mine)).toEqual([expect.objectContaining({ title: 'stays' })]);
    expect(await listed(mine, { priority: 'high' })).toEqual([]);
    await (await mine.nextTurn()).succeeds('update_task', { undo: 'turn' });
    expect(await titles(mine)).toEqual([]);
    expect((await mine.fails('update_task', { undo: 'turn' })).code).toBe('not_found');
  });

  test(`${name}: a turn makes ${TURN.changes} changes, and can take them all back`, async () => {
    const { mine } = await makeCallers();
    for (let i = 0; i < TURN.changes; i += 1) await mine.succeeds('add_task', { title: `${i}` });
    for (const [tool, args] of [
      ['add_task', { title: 'x' }],
      ['complete_task', { task_id: 1 }],
      ['update_task', { task_id: 1, title: 'x' }],
      ['delete_task', { task_id: 1 }],
    ] as const) {
      expect(await mine.fails(tool, args)).toMatchObject({ code: 'limit_reached' });
    }
    expect((await listed(mine, { search: '0' })).at(-1)).toMatchObject({ title: '0', is_completed: false });
    expect((await mine.succeeds('update_task', { undo: 'turn' })).output.tasks).toHaveLength(TURN.changes);
    expect(await titles(mine)).toEqual([]);
    await (await mine.nextTurn()).succeeds('add_task', { title: 'x' });
  });
}

function testRepeats(name: string, makeCallers: MakeCallers): void {
  test(`${name}: a call with the same key gives the first result and changes nothing`, async () => {
    const { mine } = await makeCallers();
    let undo: unknown;
    const calls: (() => [string, Row])[] = [
      () => ['add_task', { title: 'x', due: 'tomorrow' }],
      () => ['complete_task', { task_id: 1 }],
      () => ['update_task', { task_id: 1, title: 'y', tags: ['a'] }],
      () => ['update_task', { task_id: 1, title: 'y' }],
      () => ['delete_task', { task_id: 1 }],
      () => ['update_task', { undo }],
    ];
    for (const next of calls) {
      const [tool, args] = next();
      const key = { key: crypto.randomUUID() };
      const first = await mine.succeeds(tool, args, key);
      const rows = await listed(mine);
      expect(await mine.succeeds(tool, args, key)).toEqual(first);
      expect(await listed(mine)).toEqual(rows);
      undo = first.output.undo;
    }
    expect(await listed(mine)).toMatchObject([{ title: 'y', is_completed: true, tags: ['a'] }]);
  });

  test(`${name}: a key is bound to its call and its user, and has a form`, async () => {
    const { mine, other } = await makeCallers();
    const key = { key: crypto.randomUUID() };
    await mine.succeeds('add_task', { title: 'x' }, key);
    expect((await mine.fails('add_task', { title: 'y' }, key)).code).toBe('idempotency_mismatch');
    expect((await mine.fails('delete_task', { task_id: 1 }, key)).code).toBe('idempotency_mismatch');
    await other.succeeds('add_task', { title: 'y' }, key);
    expect((await mine.fails('add_task', { title: 'z' }, { key: 'short' })).code).toBe(
      'invalid_idempotency_key',
    );
    expect(await titles(mine)).toEqual(['x']);
  });

  test(`${name}: calls with the same key at the same time change one thing once`, async () => {
    const { mine } = await makeCallers();
    const key = { key: crypto.randomUUID() };
    const calls = Array.from({ length: 5 }, () => mine.succeeds('add_task', { title: 'x' }, key));
    expect(new Set((await Promise.all(calls)).map(({ text }) => text)).size).toBe(1);
    expect(await titles(mine)).toEqual(['x']);
  });
}
