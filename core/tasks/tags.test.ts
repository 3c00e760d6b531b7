import { expect, inject, test } from 'vitest';
import { aTask, aUser } from '#dev/factories.ts';
import { connect } from '../db/client.ts';
import { addTask, changeTask, getTask, listTasks } from './tasks.ts';

const db = connect(inject('databaseUrl'), inject('neonEndpoint'));

test('tags are folded, kept once each and in order, and replaced as a whole', async () => {
  const user = await aUser(db);
  const task = await aTask(user, {
    tags: [' #Work ', 'work', 'Été', 'E\u0301te\u0301', 'two words', '{a,"b"}', 'null'],
  });
  expect(task.tags).toEqual(['work', 'été', 'two words', '{a,"b"}', 'null']);
  expect(await getTask(user, task.id)).toEqual(task);
  expect((await changeTask(user, task.id, { tags: ['home'] })).task.tags).toEqual(['home']);
  expect((await changeTask(user, task.id, { tags: [] })).task.tags).toEqual([]);
  expect((await changeTask(user, task.id, { title: 'other' })).task.tags).toEqual([]);
});

test('a list by tag finds it in any case, whole, and only among own tasks', async () => {
  const [user, other] = [await aUser(db), await aUser(db)];
  const { id } = await aTask(user, { tags: ['work'] });
  await aTask(user, { tags: ['workshop'] });
  await aTask(other, { tags: ['work'] });
  expect((await listTasks(user, { tag: '#WORK' })).tasks.map((task) => task.id)).toEqual([id]);
  expect((await listTasks(user, { tag: 'wor%' })).total).toBe(0);
});

test('tags that are empty, too long, too many or cannot be stored are refused, and nothing is added', async () => {
  const user = await aUser(db);
  const twenty = Array.from({ length: 20 }, (_, i) => `t${i}`);
  const refused: [string[], string][] = [
    [[' # '], 'invalid_request'],
    [['x'.repeat(33)], 'tag_too_long'],
    [[...twenty, 'one more'], 'too_many_tags'],
    [['a\0'], 'invalid_characters'],
    [['\ud800'], 'invalid_characters'],
  ];
  for (const [tags, code] of refused) {
    await expect((async () => addTask(user, { title: 'x', tags }))()).rejects.toMatchObject({ code });
  }
  expect((await listTasks(user, {})).total).toBe(0);
  expect((await aTask(user, { tags: [...twenty, 'T0'] })).tags).toEqual(twenty);
  expect((await aTask(user, { tags: ['😀'.repeat(32)] })).tags).toEqual(['😀'.repeat(32)]);
});

test('a user has at most 200 different tags, on the tasks that are there', async () => {
  const user = await aUser(db);
  const tagsFrom = (n: number) => Array.from({ length: 20 }, (_, i) => `t${n * 20 + i}`);
  const tasks = [];
  for (let n = 0; n < 10; n += 1) tasks.push(await aTask(user, { tags: tagsFrom(n) }));
  await expect(addTask(user, { title: 'x', tags: ['one more'] })).rejects.toMatchObject({
    code: 'too_many_tags',
  });
  const first = tasks[0]?.id ?? '';
  expect((await aTask(user, { tags: ['t0', 't199'] })).tags).toEqual(['t0', 't199']);
  await expect(changeTask(user, first, { tags: [...tagsFrom(0).slice(1), 'one'] })).rejects.toMatchObject({
    code: 'too_many_tags',
    message: 'You can have at most 200 different tags',
  });
  expect((await changeTask(user, first, { tags: [...tagsFrom(0).slice(2), 'one'] })).task.version).toBe(2);
});

test('a list by priority holds just those tasks', async () => {
  const user = await aUser(db);
  const { id } = await aTask(user, { priority: 'high' });
  await aTask(user, {});
  expect((await listTasks(user, { priority: 'high' })).tasks.map((task) => task.id)).toEqual([id]);
  expect((await listTasks(user, { priority: 'none' })).total).toBe(1);
});
