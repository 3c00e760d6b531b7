import { and, count, eq, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { atOneMoment, type Context } from '../context.ts';
import { tasks } from '../db/tables/tasks.ts';
import { gatedBatch, passesGate } from '../db/user-gate.ts';
import { AppError } from '../errors.ts';
import { ROWS } from '../limits.ts';
import { refuseUnstorable } from '../text.ts';
import { isDueIn } from '../time/due-sql.ts';
import { readDueRange } from '../time/range-words.ts';
import { isUuid } from '../uuid.ts';
import type { Order, TaskPage, TaskQuery, TaskSort, TaskStatus } from './schema.ts';
import { cleanTag } from './tags.ts';
import { toTask } from './task.ts';

/**
 * One page in the order asked for. `total` counts all that match, not only this page.
 * @throws AppError `invalid_cursor` when `after` is no task of this user, `invalid_request` for a bad `limit`, an
 *   unknown date or an empty tag.
 */
export async function listTasks(given: Context, query: TaskQuery): Promise<TaskPage> {
  const ctx = atOneMoment(given);
  const { after, sort = 'created', limit = ROWS.tasksPerPage } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > ROWS.pageMax) {
    throw new AppError('invalid_request', `limit must be a whole number from 1 to ${ROWS.pageMax}`);
  }
  if (after !== undefined && !isUuid(after)) throw badCursor();

  const { order, place } = ordered(sort, query.order ?? DEFAULT_ORDER[sort]);
  const matching = and(
    eq(tasks.userId, ctx.userId),
    passesGate(ctx),
    statusIs(query.status),
    query.priority && eq(tasks.priority, query.priority),
    query.tag === undefined ? undefined : sql`${cleanTag(query.tag)} = any(${tasks.tags})`,
    query.due === undefined ? undefined : isDue(ctx, query.due),
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

const DEFAULT_ORDER: Record<TaskSort, Order> = {
  created: 'desc',
  title: 'asc',
  due: 'asc',
  priority: 'desc',
};

type Row = typeof tasks | typeof seen;

/** What a list is sorted by, of the row itself or of the cursor's; the number decides between equals. */
const KEYS: Partial<Record<TaskSort, (row: Row, order: Order) => SQL>> = {
  title: (row) => sql`lower(${row.title})`,
  // Whatever the order, tasks without a date come last.
  due: (row, order) =>
    sql`coalesce(${row.dueAt}, ${order === 'asc' ? 'infinity' : '-infinity'}::timestamptz)`,
  priority: (row) => sql`array_position(array['none', 'low', 'medium', 'high'], ${row.priority})`,
};

/** Rows are compared whole, so that an index can seek; numbers rise with the creation of tasks. */
function ordered(sort: TaskSort, order: Order): { order: SQL[]; place: (cursor: SQL) => SQL } {
  const keys = (row: Row) =>
    [KEYS[sort]?.(row, order), sql`${row.number}`].filter((key) => key !== undefined);
  const [direction, beyond] = [sql.raw(order), sql.raw(order === 'asc' ? '>' : '<')];
  return {
    order: keys(tasks).map((key) => sql`${key} ${direction}`),
    place: (cursor) =>
      sql`(${sql.join(keys(tasks), sql`, `)}) ${beyond} (select ${sql.join(keys(seen), sql`, `)} ${cursor})`,
  };
}

function isDue(ctx: Context, words: string): SQL {
  refuseUnstorable(words);
  return isDueIn(ctx, readDueRange(words));
}

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
