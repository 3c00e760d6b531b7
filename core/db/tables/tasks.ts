import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { users } from './users.ts';

export const tasks = pgTable(
  'tasks',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Running number of this user's tasks, as shown (#3) and spoken of ("task 3"). */
    number: integer('number').notNull(),
    title: text('title').notNull(),
    description: text('description'),
    isCompleted: boolean('is_completed').notNull().default(false),
    completedAt: instant('completed_at'),
    /** Raised by every change; a client may send the one it saw (optimistic lock). */
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
  },
  (t) => [
    uniqueIndex('tasks_user_id_number').on(t.userId, t.number),
    index('tasks_user_id_is_completed_number').on(t.userId, t.isCompleted, t.number),
    index('tasks_user_id_title').on(t.userId, sql`lower(${t.title})`, t.number),
  ],
);
