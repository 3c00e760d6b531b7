// Random histories of two users: whatever they do, undo gives back what was, a repeated request changes nothing,
// and neither touches a row of the other.
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { aUser, rowsOf, type TestUser } from '#dev/factories.ts';
import type { Context } from '../context.ts';
import { connect } from '../db/client.ts';
import { tasks } from '../db/tables/tasks.ts';
import { AppError } from '../errors.ts';
import { addTask, type Changed, changeTask, completeTask, deleteTask } from '../tasks/tasks.ts';
import { undoEvent, undoTurn } from './undo.ts';

const db = connect(inject('databaseUrl'), inject('neonEndpoint'));

const fields = {
  title: fc.constantFrom('Buy milk', 'Call mom', "'); drop table tasks;--", '😀'),
  description: fc.option(fc.constantFrom('Two bottles', ' ', '{"a": null}')),
  priority: fc.constantFrom('high' as const, 'none' as const),
  due: fc.constantFrom('', 'tomorrow', 'friday 5pm', '2026-12-24T10:00Z'),
  tags: fc.subarray(['work', 'home', 'a,b', '"']),
  is_completed: fc.boolean(),
};
/** Numbers that one of them may have, both, or none. */
const ref = fc.integer({ min: 1, max: 5 }).map(String);

type Step = (ctx: Context) => Promise<Changed>;

const step: fc.Arbitrary<{ name: string; run: Step }> = fc.oneof(
  fc
    .record(fields, { requiredKeys: ['title'] })
    .map((input) => named('add', { input }, (ctx) => addTask(ctx, input))),
  fc
    .tuple(ref, fc.record(fields, { requiredKeys: [] }))
    .map(([task, change]) => named('change', { task, change }, (ctx) => changeTask(ctx, task, change))),
  fc
    .tuple(ref, fc.option(fc.boolean(), { nil: undefined }))
    .map(([task, done]) => named('complete', { task, done }, (ctx) => completeTask(ctx, task, done))),
  ref.map((task) => named('delete', { task }, (ctx) => deleteTask(ctx, task))),
);

function named(name: string, given: object, run: Step) {
  return { name: `${name} ${JSON.stringify(given)}`, run, toString: () => name };
}

const history = fc.array(fc.tuple(fc.nat({ max: 1 }), step), { minLength: 1, maxLength: 8 });

/** All of the user's tasks, without the version, which never goes back. */
async function contentOf({ userId }: TestUser) {
  const rows = await db.select().from(tasks).where(eq(tasks.userId, userId)).orderBy(tasks.number);
  return rows.map(({ version: _, ...content }) => content);
}

/** Two users whose clock goes on with every look at it. */
async function twoUsers(): Promise<[TestUser, TestUser]> {
  let ms = Date.now();
  const now = () => {
    ms += 1;
    return new Date(ms);
  };
  return [await aUser(db, { now, timezone: 'Asia/Karachi' }), await aUser(db, { now })];
}

/** What the step gave, or the code of its refusal. */
async function outcome(run: Step, ctx: Context): Promise<Changed | string> {
  try {
    return await run(ctx);
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

const undoOf = (given: Changed | string) => (typeof given === 'string' ? null : given.undo);

test('doing and undoing is doing nothing, for each step and for the whole history, and repeats change nothing', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const users = await twoUsers();
      const done: [TestUser, string][] = [];
      for (const [who, { run }] of steps) {
        const [user, other] = who === 0 ? users : [users[1], users[0]];
        const othersRows = await rowsOf(other);
        const before = await contentOf(user);

        const once = { key: crypto.randomUUID(), fingerprint: 'x' };
        const first = await outcome(run, { ...user, once });
        const after = await rowsOf(user);
        const again = await outcome(run, { ...user, once });
        expect(again).toEqual(typeof first === 'string' ? first : { ...first, replayed: true });
        expect(await rowsOf(user)).toEqual(after);

        const undo = undoOf(first);
        const content = await contentOf(user);
        if (undo === null) expect(content).toEqual(before);
        else {
          const back = await undoEvent(user, undo);
          expect(await contentOf(user)).toEqual(before);
          const redone = await undoEvent(user, back.undo ?? '');
          expect(await contentOf(user)).toEqual(content);
          done.push([user, redone.undo ?? '']);
        }
        expect(await rowsOf(other)).toEqual(othersRows);
      }
      for (const [user, undo] of done.toReversed()) await undoEvent(user, undo);
      expect(await Promise.all(users.map(contentOf))).toEqual([[], []]);
    }),
    { numRuns: 25 },
  );
});

test('undoing a turn gives the state before it, whatever else the user and others did before', async () => {
  await fc.assert(
    fc.asyncProperty(history, history, async (earlier, inTurn) => {
      const users = await twoUsers();
      for (const [who, { run }] of earlier) await outcome(run, users[who] ?? users[0]);
      const [user, other] = users;
      const [before, othersRows] = [await contentOf(user), await rowsOf(other)];
      const turn = { ...user, conversationId: crypto.randomUUID(), turnId: crypto.randomUUID() };
      let changes = 0;
      for (const [, { run }] of inTurn) changes += undoOf(await outcome(run, turn)) === null ? 0 : 1;
      const after = await rowsOf(user);
      const undone = await outcomeOfTurn(user, turn.turnId);
      expect(undone).toBe(changes === 0 ? 'not_found' : 'undone');
      expect(await contentOf(user)).toEqual(before);
      expect(await rowsOf(other)).toEqual(othersRows);
      expect(changes === 0 || JSON.stringify(after) !== JSON.stringify(await rowsOf(user))).toBe(true);
    }),
    { numRuns: 25 },
  );
});

async function outcomeOfTurn(user: TestUser, turnId: string): Promise<string> {
  try {
    await undoTurn(user, turnId);
    return 'undone';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}
