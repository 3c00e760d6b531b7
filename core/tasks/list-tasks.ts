import { and, asc, count, desc, eq, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Context } from '../context.ts';
import { tasks } from '../db/tables/tasks.ts';
import { gatedBatch, passesGate } from '../db/user-gate.ts';
import { AppError } from '../errors.ts';
import { ROWS } from '../limits.ts';
import { refuseUnstorable } from '../text.ts';
import { isUuid } from '../uuid.ts';
import type { TaskPage, TaskQuery, TaskSort, TaskStatus } from './schema.ts';
import { toTask } from './task.ts';

/**
 * One page, newest first or by title in any case. `total` counts all that match, not only this page.
 * @throws AppError `invalid_cursor` when `after` is no task of this user, `invalid_request` for a bad `limit`.
 */
export async function listTasks(ctx: Context, query: TaskQuery): Promise<TaskPage> {
  const { after, sort = 'created', limit = ROWS.tasksPerPage } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > ROWS.pageMax) {
    throw new AppError('invalid_request', `limit must be a whole number from 1 to ${ROWS.pageMax}`);
  }
  if (after !== undefined && !isUuid(after)) throw badCursor();

  const { order, place } = SORTS[sort];
  const matching = and(
    eq(tasks.userId, ctx.userId),
    passesGate(ctx),
    statusIs(query.status),
    ...wordsOf(query.q).map(isHeld),
  );
  const cursor = after === undefined ? undefined : cursorRow(ctx, after);
  const [rows, counted] = await gatedBatch(ctx, [
    ctx.db
      .select()
      .from(tasks)
      .where(and(matching, cursor && place(cursor)))
      .orderBy(...order)
      .limit(limit + 1),
    ctx.db
      .select({ total: count(), cursorExists: sql<boolean>`exists (select 1 ${cursor ?? sql``})` })
      .from(tasks)
      .where(matching),
  ]);
  const { total = 0, cursorExists = true } = counted[0] ?? {};
  if (!cursorExists) throw badCursor();
  return { tasks: rows.slice(0, limit).map(toTask), total, has_more: rows.length > limit };
}

const seen = alias(tasks, 'seen');

const cursorRow = (ctx: Context, id: string): SQL =>
  sql`from ${tasks} "seen" where ${seen.id} = ${id} and ${seen.userId} = ${ctx.userId}`;

// Rows are compared whole, so that the index can seek; numbers rise with the creation of tasks.
const SORTS: Record<TaskSort, { order: SQL[]; place: (cursor: SQL) => SQL }> = {
  created: {
    order: [desc(tasks.number)],
    place: (cursor) => sql`${tasks.number} < (select ${seen.number} ${cursor})`,
  },
  title: {
    order: [sql`lower(${tasks.title})`, asc(tasks.number)],
    place: (cursor) =>
      sql`(lower(${tasks.title}), ${tasks.number}) > (select lower(${seen.title}), ${seen.number} ${cursor})`,
  },
};

const statusIs = (status: TaskStatus = 'all'): SQL | undefined =>
  status === 'all' ? undefined : eq(tasks.isCompleted, status === 'completed');

function wordsOf(text = ''): string[] {
  refuseUnstorable(text);
  return text.split(/\s+/).filter((word) => word !== '');
}

function isHeld(word: string): SQL | undefined {
  const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  return or(sql`${tasks.title} ilike ${pattern}`, sql`${tasks.description} ilike ${pattern}`);
}

const badCursor = (): AppError => new AppError('invalid_cursor', 'Unknown cursor');
