// Where words meet zones: what the database makes of a due date, held against JavaScript's own calendars.
import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { aTask, aUser, type TestUser } from '#dev/factories.ts';
import { changeProfile } from '../accounts/profile.ts';
import { connect } from '../db/client.ts';
import { addDays } from '../time/calendar.ts';
import { readDue } from '../time/due-words.ts';
import type { TaskQuery } from './schema.ts';
import { changeTask, getTask, listTasks } from './tasks.ts';

const db = connect(inject('databaseUrl'), inject('neonEndpoint'));

const userIn = (timezone: string, now: string): Promise<TestUser> =>
  aUser(db, { timezone, now: () => new Date(now) });

test.each([
  ['Asia/Karachi', '2026-11-21T20:00:00Z', 'tomorrow', '2026-11-22T19:00:00.000Z'],
  ['UTC', '2026-11-21T20:00:00Z', 'tomorrow', '2026-11-22T00:00:00.000Z'],
  ['Pacific/Kiritimati', '2026-11-21T10:00:00Z', 'today', '2026-11-21T10:00:00.000Z'],
  ['Pacific/Pago_Pago', '2026-11-21T10:59:00Z', 'today', '2026-11-20T11:00:00.000Z'],
  ['America/New_York', '2026-11-22T03:00:00Z', 'today 5pm', '2026-11-21T22:00:00.000Z'],
  // The clocks go forward at 2:00 on 29 March: 2:30 does not exist, and the day has 23 hours.
  ['Europe/Berlin', '2026-03-28T12:00:00Z', 'tomorrow', '2026-03-28T23:00:00.000Z'],
  ['Europe/Berlin', '2026-03-28T12:00:00Z', 'tomorrow 9am', '2026-03-29T07:00:00.000Z'],
  ['Europe/Berlin', '2026-03-28T12:00:00Z', 'tomorrow 2:30', '2026-03-29T01:30:00.000Z'],
  // They go back at 3:00 on 25 October: of the two 2:30 the later one, in standard time, is meant.
  ['Europe/Berlin', '2026-10-24T12:00:00Z', 'tomorrow 2:30', '2026-10-25T01:30:00.000Z'],
  ['Europe/Berlin', '2026-10-24T12:00:00Z', 'in 2 days', '2026-10-25T23:00:00.000Z'],
  // Here the clocks go forward at midnight, and the day begins at 1:00.
  ['America/Santiago', '2026-09-05T12:00:00Z', 'tomorrow', '2026-09-06T04:00:00.000Z'],
  ['Europe/Berlin', '2026-11-21T15:00:00Z', '5pm', '2026-11-21T16:00:00.000Z'],
  ['Europe/Berlin', '2026-11-21T16:00:00Z', '5pm', '2026-11-22T16:00:00.000Z'],
  ['Europe/Berlin', '2026-11-21T17:00:00Z', 'today 5pm', '2026-11-21T16:00:00.000Z'],
  ['Asia/Karachi', '2026-01-31T12:00:00Z', 'in a month', '2026-02-27T19:00:00.000Z'],
  ['Asia/Karachi', '2026-11-21T12:00:00Z', '2026-12-24T17:00', '2026-12-24T12:00:00.000Z'],
  ['Asia/Karachi', '2026-11-21T12:00:00Z', '2026-12-24T17:00Z', '2026-12-24T17:00:00.000Z'],
  ['Asia/Karachi', '2026-11-21T12:00:00Z', 'in 2 hours', '2026-11-21T14:00:00.000Z'],
])('in %s at %s, "%s" is %s', async (zone, now, due, at) => {
  const user = await userIn(zone, now);
  const task = await aTask(user, { due });
  expect(task).toMatchObject({ due_at: at, due_has_time: /\d(pm|am)|:|hours/.test(due), tz: zone });
  expect(await getTask(user, task.id)).toEqual(task);
});

test('wherever the user is, the day is counted from the date of their own calendar', async () => {
  const zones = [
    'Pacific/Kiritimati',
    'Asia/Kathmandu',
    'UTC',
    'America/St_Johns',
    'Pacific/Pago_Pago',
    'Europe/Berlin',
  ];
  const words = [
    'today',
    'tomorrow',
    'friday',
    'next friday',
    'in 3 weeks',
    'end of month',
    'the 31st',
    '29 feb',
  ];
  const instant = fc.date({ min: new Date('2024-01-01'), max: new Date('2032-01-01'), noInvalidDate: true });
  const check = async (timezone: string, now: Date, due: string) => {
    const user = await aUser(db, { timezone, now: () => now });
    const { due_at } = await aTask(user, { due });
    const local = (at: Date) => new Intl.DateTimeFormat('sv-SE', { timeZone: timezone }).format(at);
    const rule = readDue(due);
    expect(local(new Date(due_at ?? ''))).toBe(rule.kind === 'day' && rule.day(local(now)));
  };
  await fc.assert(fc.asyncProperty(fc.constantFrom(...zones), instant, fc.constantFrom(...words), check), {
    numRuns: 100,
  });
});

test('an empty text or null clears the due date; an unknown one changes nothing', async () => {
  const user = await userIn('Asia/Karachi', '2026-11-21T12:00:00Z');
  for (const due of ['', '  ', null]) {
    const { id } = await aTask(user, { due: 'tomorrow 5pm' });
    const { task } = await changeTask(user, id, { due });
    expect(task).toMatchObject({ due_at: null, due_has_time: false, tz: null, version: 2 });
  }
  const before = await aTask(user, { due: 'tomorrow' });
  await expect(
    (async () => changeTask(user, before.id, { title: 'x', due: 'soonish' }))(),
  ).rejects.toMatchObject({
    code: 'invalid_request',
    message: expect.stringContaining("'soonish'"),
  });
  expect(await getTask(user, before.id)).toEqual(before);
  expect((await changeTask(user, before.id, { due: '2026-11-22' })).undo).toBeNull();
});

test('ranges of due dates go by the days of the user', async () => {
  const user = await userIn('Asia/Karachi', '2026-11-21T20:00:00Z');
  const dues = ['yesterday', 'today', 'today 1:00', 'today 0:30', 'tomorrow', 'in 3 days', '2026-12-31'];
  for (const due of dues) await aTask(user, { title: due, due });
  await aTask(user, { title: 'none' });
  await changeTask(user, (await aTask(user, { title: 'done', due: 'yesterday' })).id, { is_completed: true });
  const titles = async (query: TaskQuery) =>
    (await listTasks(user, { sort: 'due', ...query })).tasks.map(({ title }) => title);

  // It is 1:00 on Sunday, 22 November there.
  expect(await titles({ due: 'today' })).toEqual(['today', 'today 0:30', 'today 1:00']);
  expect(await titles({ due: 'overdue' })).toEqual(['yesterday', 'today 0:30']);
  expect(await titles({ due: 'next week', status: 'pending' })).toEqual(['tomorrow', 'in 3 days']);
  expect(await titles({ due: 'after in 3 days' })).toEqual(['2026-12-31']);
  expect(await titles({ due: 'none' })).toEqual(['none']);
  expect((await titles({ due: 'any' })).length).toBe(dues.length + 1);
  await expect(listTasks(user, { due: 'whenever' })).rejects.toMatchObject({ code: 'invalid_request' });
});

test('a day stays the day it was set for when the user moves on', async () => {
  const user = await userIn('Asia/Karachi', '2026-11-21T12:00:00Z');
  await aTask(user, { title: 'a day', due: 'tomorrow' });
  const moved = await userIn('America/New_York', '2026-11-21T12:00:00Z');
  await aTask(moved, { title: 'a day', due: 'tomorrow' });
  await changeProfile(user, { timezone: 'America/New_York' });
  for (const who of [user, moved]) {
    expect(await listTasks(who, { due: '2026-11-22' })).toMatchObject({ total: 1 });
    expect(await listTasks(who, { due: '2026-11-21' })).toMatchObject({ total: 0 });
  }
});

test.each(['created', 'title', 'due', 'priority'] as const)(
  'pages sorted by %s, in either order, join to the whole list; tasks without a date come last',
  async (sort) => {
    const user = await userIn('UTC', '2026-11-21T12:00:00Z');
    const levels = ['high', 'medium', 'low', 'none'] as const;
    for (let i = 0; i < 12; i += 1) {
      const due = i % 3 === 0 ? null : addDays('2026-12-01', i % 2);
      await aTask(user, { title: `t${i % 5}`, due, priority: levels[i % 4] ?? 'none' });
    }
    for (const order of ['asc', 'desc'] as const) {
      const whole = await listTasks(user, { sort, order, limit: 100 });
      const seen: typeof whole.tasks = [];
      for (let more = true; more; ) {
        const after = seen.at(-1)?.id;
        const page = await listTasks(user, { sort, order, limit: 5, ...(after !== undefined && { after }) });
        seen.push(...page.tasks);
        more = page.has_more;
      }
      expect(seen).toEqual(whole.tasks);
      expect(new Set(seen.map(({ id }) => id)).size).toBe(12);
      const datesFirst = sort !== 'due' || whole.tasks.slice(-4).every(({ due_at }) => due_at === null);
      expect(datesFirst).toBe(true);
    }
    const byPriority = await listTasks(user, { sort: 'priority', limit: 3 });
    expect(byPriority.tasks.map(({ priority }) => priority)).toEqual(['high', 'high', 'high']);
  },
);
