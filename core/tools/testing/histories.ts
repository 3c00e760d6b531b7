// Random histories of two users through the tools, whatever lies between: doing and undoing is doing nothing, a
// repeated call changes nothing, and neither user touches a row of the other.
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowsOf, type TestUser } from '#dev/factories.ts';
import { tasks } from '../../db/tables/tasks.ts';
import type { Caller, Key } from './callers.ts';

export type Talker = { user: TestUser; caller: Caller };

type Call = { tool: string; args: Record<string, unknown> };

const title = fc.constantFrom('Buy milk', 'Call mom', "'); drop table tasks;--", '😀');
const fields = {
  description: fc.constantFrom('Two bottles', '', '{"a": null}'),
  priority: fc.constantFrom('high', 'none'),
  due: fc.constantFrom('', 'tomorrow', 'friday 5pm', '2026-12-24T10:00Z'),
  tags: fc.subarray(['work', 'home', 'a,b', '"']),
};
/** Numbers that one of them may have, both, or none. */
const task_id = fc.integer({ min: 1, max: 5 });

const call: fc.Arbitrary<Call> = fc.oneof(
  fc.record({ title, ...fields }, { requiredKeys: ['title'] }).map((args) => ({ tool: 'add_task', args })),
  fc
    .record({ task_id, title, ...fields }, { requiredKeys: ['task_id'] })
    .map((args) => ({ tool: 'update_task', args })),
  fc
    .record({ task_id, completed: fc.boolean() }, { requiredKeys: ['task_id'] })
    .map((args) => ({ tool: 'complete_task', args })),
  fc.record({ task_id }).map((args) => ({ tool: 'delete_task', args })),
);

const history = fc.array(fc.tuple(fc.boolean(), call), { minLength: 1, maxLength: 6 });

/** @param makeTalkers Two new users with an empty list each. */
export function testHistories(
  name: string,
  makeTalkers: () => Promise<{ mine: Talker; other: Talker }>,
  numRuns: number,
): void {
  test(`${name}: in any history each call can be undone and repeated, and touches no row of another user`, async () => {
    const check = async (calls: [boolean, Call][]) => {
      const { mine, other } = await makeTalkers();
      for (const [isMine, given] of calls) {
        const [acting, idle] = isMine ? [mine, other] : [other, mine];
        const idleRows = await rowsOf(idle.user);
        await doAndUndo(acting, given);
        expect(await rowsOf(idle.user)).toEqual(idleRows);
      }
    };
    await fc.assert(fc.asyncProperty(history, check), { numRuns });
  });

  test(`${name}: after any history the undoing of a turn gives the state before it`, async () => {
    const check = async (before: [boolean, Call][], turn: [boolean, Call][]) => {
      const { mine, other } = await makeTalkers();
      for (const [isMine, given] of before) await attempt((isMine ? mine : other).caller, given);
      const [content, othersRows] = [await contentOf(mine.user), await rowsOf(other.user)];
      const talking = await mine.caller.nextTurn();
      let changes = 0;
      for (const [, given] of turn) changes += (await attempt(talking, given)).undo === undefined ? 0 : 1;
      if (changes > 0) await (await mine.caller.nextTurn()).succeeds('update_task', { undo: 'turn' });
      expect(await contentOf(mine.user)).toEqual(content);
      expect(await rowsOf(other.user)).toEqual(othersRows);
    };
    await fc.assert(fc.asyncProperty(history, history, check), { numRuns });
  });
}

async function doAndUndo({ user, caller: first }: Talker, { tool, args }: Call): Promise<void> {
  // A turn of its own, so that none runs out of changes.
  const caller = await first.nextTurn();
  const before = await contentOf(user);
  const key = { key: crypto.randomUUID() };
  const output = await attempt(caller, { tool, args }, key);
  const after = await rowsOf(user);
  expect(await attempt(caller, { tool, args }, key)).toEqual(output);
  expect(await rowsOf(user)).toEqual(after);
  const content = await contentOf(user);
  if (output.undo === undefined) {
    expect(content).toEqual(before);
    return;
  }
  const back = await caller.succeeds('update_task', { undo: output.undo });
  expect(await contentOf(user)).toEqual(before);
  await caller.succeeds('update_task', { undo: back.output.undo });
  expect(await contentOf(user)).toEqual(content);
}

/** The output, or the error of a task that is not there. */
async function attempt(
  caller: Caller,
  { tool, args }: Call,
  key: Key = {},
): Promise<Record<string, unknown>> {
  const answer = await caller.call(tool, args, key);
  const told = JSON.parse(answer.text) as Record<string, unknown>;
  expect(answer.isError ? told.code : 'ok').toBe(answer.isError ? 'not_found' : 'ok');
  return told;
}

/** All of the user's tasks, without the version, which never goes back. */
async function contentOf({ db, userId }: TestUser) {
  const rows = await db.select().from(tasks).where(eq(tasks.userId, userId)).orderBy(tasks.number);
  return rows.map(({ version: _, ...content }) => content);
}
