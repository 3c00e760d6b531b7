// The operations on tasks, for every door. Each is one request to the database; whose task it is and
// whether the user may act stand in the SQL itself.
import { and, count, eq, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { tasks } from '../db/tables/tasks.ts';
import { users } from '../db/tables/users.ts';
import { gatedBatch, isActingUser, passesGate } from '../db/user-gate.ts';
import { AppError } from '../errors.ts';
import { ROWS } from '../limits.ts';
import { cleanTaskDescription, cleanTaskTitle } from '../text.ts';
import { isUuid } from '../uuid.ts';
import type { NewTask, Task, TaskChange } from './schema.ts';
import { toTask } from './task.ts';

export { countTasks } from './count-tasks.ts';
export { listTasks } from './list-tasks.ts';

/** @param ref A task's UUID, or its number as shown: "3" or "#3". */
export async function getTask(ctx: Context, ref: string): Promise<Task> {
  const [rows] = await gatedBatch(ctx, [ctx.db.select().from(tasks).where(ownTask(ctx, ref))]);
  return found(rows);
}

/** @throws AppError `title_empty`, `title_too_long`, `description_too_long`, `invalid_characters`, `limit_reached`. */
export async function addTask(ctx: Context, input: NewTask): Promise<Task> {
  const title = cleanTaskTitle(input.title);
  const description = cleanTaskDescription(input.description);
  const isCompleted = input.is_completed ?? false;
  const now = sql`${ctx.now().toISOString()}::timestamptz(3)`;

  const owned = ctx.db.select({ n: count() }).from(tasks).where(eq(tasks.userId, ctx.userId));
  const owner = ctx.db.$with('owner').as(
    ctx.db
      .update(users)
      .set({ lastTaskNumber: sql`${users.lastTaskNumber} + 1` })
      .where(and(isActingUser(ctx), sql`(${owned}) < ${ROWS.tasksPerUser}`))
      .returning({ userId: users.id, number: users.lastTaskNumber }),
  );
  const insert = ctx.db
    .with(owner)
    .insert(tasks)
    .select(
      ctx.db
        .select({
          id: sql`${crypto.randomUUID()}::uuid`.as('id'),
          userId: owner.userId,
          number: owner.number,
          title: sql`${title}::text`.as('title'),
          description: sql`${description}::text`.as('description'),
          isCompleted: sql`${isCompleted}::boolean`.as('is_completed'),
          completedAt: (isCompleted ? now : sql`null::timestamptz`).as('completed_at'),
          priority: sql`'none'`.as('priority'),
          dueAt: sql`null::timestamptz`.as('due_at'),
          dueHasTime: sql`false`.as('due_has_time'),
          tz: sql`null::text`.as('tz'),
          tags: sql`'{}'::text[]`.as('tags'),
          version: sql`1`.as('version'),
          createdAt: now.as('created_at'),
          updatedAt: now.as('updated_at'),
        })
        .from(owner),
    )
    .returning();

  const [rows] = await gatedBatch(ctx, [insert], { lockUser: true });
  if (!rows[0]) throw new AppError('limit_reached', `You can have at most ${ROWS.tasksPerUser} tasks`);
  return toTask(rows[0]);
}

/**
 * Changes what is given, and nothing when it already is so: the version rises only by a real change.
 * @throws AppError `conflict` when `change.version` is stale, `not_found`, and the text codes of `addTask`.
 */
export function changeTask(ctx: Context, ref: string, change: TaskChange): Promise<Task> {
  const wanted: Wanted = {};
  if (change.title !== undefined) wanted.title = cleanTaskTitle(change.title);
  if (change.description !== undefined) wanted.description = cleanTaskDescription(change.description);
  if (change.is_completed !== undefined) wanted.isCompleted = change.is_completed;
  return writeTask(ctx, ref, wanted, change.version);
}

/** Marks a task done or open; without `completed` it is flipped, in the statement itself. */
export const completeTask = (ctx: Context, ref: string, completed?: boolean): Promise<Task> =>
  writeTask(ctx, ref, { isCompleted: completed ?? sql`not ${tasks.isCompleted}` });

/** Gives back the task as it was. */
export async function deleteTask(ctx: Context, ref: string): Promise<Task> {
  const [rows] = await gatedBatch(ctx, [ctx.db.delete(tasks).where(ownTask(ctx, ref)).returning()]);
  return found(rows);
}

type Wanted = { title?: string; description?: string | null; isCompleted?: boolean | SQL };

/** Change and then look, in one transaction: the second statement tells "unchanged" from "stale" and "absent". */
async function writeTask(ctx: Context, ref: string, wanted: Wanted, version?: number): Promise<Task> {
  const own = ownTask(ctx, ref);
  const look = ctx.db.select().from(tasks).where(own);
  const [changed, now] =
    Object.keys(wanted).length > 0
      ? await gatedBatch(ctx, [updateTask(ctx, own, wanted, version), look])
      : [[], ...(await gatedBatch(ctx, [look]))];
  if (changed[0]) return toTask(changed[0]);
  const task = found(now);
  if (version !== undefined && task.version !== version) {
    throw new AppError('conflict', 'Task was changed in the meantime');
  }
  return task;
}

function updateTask(ctx: Context, own: SQL | undefined, wanted: Wanted, version?: number) {
  const { title, description, isCompleted } = wanted;
  const now = ctx.now();
  const differences = [
    title !== undefined && sql`${tasks.title} <> ${title}`,
    description !== undefined && sql`${tasks.description} is distinct from ${description}`,
    isCompleted !== undefined && sql`${tasks.isCompleted} <> (${isCompleted})`,
  ].filter((difference) => difference !== false);
  const completedAt = sql`case when (${isCompleted}) then coalesce(${tasks.completedAt}, ${now.toISOString()}::timestamptz) end`;
  return ctx.db
    .update(tasks)
    .set({
      ...wanted,
      ...(isCompleted !== undefined && { completedAt }),
      version: sql`${tasks.version} + 1`,
      updatedAt: now,
    })
    .where(
      and(
        own,
        version === undefined ? undefined : eq(tasks.version, version),
        sql`(${sql.join(differences, sql` or `)})`,
      ),
    )
    .returning();
}

const NUMBER = /^#?(\d{1,9})$/;

function ownTask(ctx: Context, ref: string): SQL | undefined {
  const number = NUMBER.exec(ref)?.[1];
  if (number === undefined && !isUuid(ref)) throw notFound();
  const named = number === undefined ? eq(tasks.id, ref) : eq(tasks.number, Number(number));
  return and(named, eq(tasks.userId, ctx.userId), passesGate(ctx));
}

function found(rows: (typeof tasks.$inferSelect)[]): Task {
  if (!rows[0]) throw notFound();
  return toTask(rows[0]);
}

const notFound = (): AppError => new AppError('not_found', 'Task not found');
