// Rows for tests and benchmarks: each test makes its own user and sees only that user's rows. No `node:`
// in here, because the tests of the Workers run it inside workerd.
import { eq, sql } from 'drizzle-orm';
import type { AccountEvent, Visit } from '#core/accounts/accounts.ts';
import type { Context } from '#core/context.ts';
import type { Db } from '#core/db/client.ts';
import { conversations, feedback, messages } from '#core/db/tables/conversations.ts';
import { taskEvents, tasks } from '#core/db/tables/tasks.ts';
import { refreshTokens, users } from '#core/db/tables/users.ts';
import type { NewTask, Task } from '#core/tasks/schema.ts';
import { addTask } from '#core/tasks/tasks.ts';

/** A context of its own, so that it goes into every operation as it is. */
export type TestUser = Context & { email: string };

/** A user who cannot sign in (the stored hash is none); tests of accounts sign up instead. */
export async function aUser(
  db: Db,
  given: Partial<typeof users.$inferInsert> & { now?: () => Date } = {},
): Promise<TestUser> {
  const { now = () => new Date(), ...columns } = given;
  const id = crypto.randomUUID();
  const row = { id, email: `${id}@example.test`, passwordHash: 'none', tokenVersion: 0, ...columns };
  await db.insert(users).values(row);
  return { db, userId: row.id, email: row.email, tokenVersion: row.tokenVersion, now };
}

export type TestVisit = Visit & { events: AccountEvent[]; later: Promise<unknown>[] };

/** A request to the accounts from an address of its own; what it reports and puts off is kept. */
export function aVisit(given: Partial<Visit> & { db: Db }): TestVisit {
  const events: AccountEvent[] = [];
  const later: Promise<unknown>[] = [];
  return {
    now: new Date(),
    address: crypto.randomUUID(),
    userAgent: 'test',
    refreshToken: undefined,
    report: (event) => events.push(event),
    waitUntil: (work) => later.push(work),
    ...given,
    events,
    later,
  };
}

/** A task made as the product makes it, so that its number is the next one. */
export const aTask = async (user: Context, given: Partial<NewTask> = {}): Promise<Task> =>
  (await addTask(user, { title: 'Buy milk', ...given })).task;

/** Tasks of a user who has none yet, titled "Task 1", "Task 2", …, in two statements. */
export async function manyTasks(user: Context, amount: number): Promise<void> {
  await user.db.batch([
    user.db.execute(sql`
      insert into ${tasks} (id, user_id, number, title)
      select gen_random_uuid(), ${user.userId}, n, 'Task ' || n from generate_series(1, ${amount}::int) n`),
    user.db.update(users).set({ lastTaskNumber: amount }).where(eq(users.id, user.userId)),
  ]);
}

/** An empty conversation; gives back its id. */
export async function aConversation(user: Context, given: { title?: string } = {}): Promise<string> {
  const id = crypto.randomUUID();
  await user.db.insert(conversations).values({ id, userId: user.userId, ...given });
  return id;
}

/** Everything a user owns, to show that somebody else's request left it as it was. */
export function rowsOf({ db, userId }: { db: Db; userId: string }): Promise<unknown[]> {
  return db.batch([
    db.select().from(users).where(eq(users.id, userId)),
    db.select().from(refreshTokens).where(eq(refreshTokens.userId, userId)).orderBy(refreshTokens.id),
    db.select().from(tasks).where(eq(tasks.userId, userId)).orderBy(tasks.number),
    db.select().from(taskEvents).where(eq(taskEvents.userId, userId)).orderBy(taskEvents.seq),
    db.select().from(conversations).where(eq(conversations.userId, userId)).orderBy(conversations.seq),
    db.select().from(messages).where(eq(messages.userId, userId)).orderBy(messages.seq),
    db.select().from(feedback).where(eq(feedback.userId, userId)).orderBy(feedback.itemId),
  ]);
}
