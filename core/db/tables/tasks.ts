import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
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
    priority: text('priority', { enum: ['high', 'medium', 'low', 'none'] })
      .notNull()
      .default('none'),
    /** When it is due; for a day without a time, the beginning of that day in `tz`. */
    dueAt: instant('due_at'),
    dueHasTime: boolean('due_has_time').notNull().default(false),
    /** The IANA zone in which the due date was meant; null without one. */
    tz: text('tz'),
    /** Folded to lower case, without repeats. */
    tags: text('tags').array().notNull().default(sql`'{}'::text[]`),
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

/**
 * A row for every change of a task, written with the change itself: who, where, and the task before and after. It
 * outlives the task, so that a deletion can be undone, and therefore refers to nothing that must exist.
 */
export const taskEvents = pgTable(
  'task_events',
  {
    id: uuid('id').primaryKey(),
    /** Order of the changes, never their time. */
    seq: bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    taskId: uuid('task_id').notNull(),
    type: text('type', { enum: ['created', 'updated', 'completed', 'deleted'] }).notNull(),
    /** `web`, `chat` or `mcp:<client>`. */
    actor: text('actor').notNull(),
    conversationId: uuid('conversation_id'),
    turnId: uuid('turn_id'),
    toolCallId: text('tool_call_id'),
    /** The whole row; null where there was none. */
    before: jsonb('before'),
    after: jsonb('after'),
    /** The event that this one takes back. */
    undoOf: uuid('undo_of'),
    /** The event that has taken this one back; null again when that one is taken back itself. */
    undoneBy: uuid('undone_by'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (t) => [
    uniqueIndex('task_events_user_id_seq').on(t.userId, t.seq),
    index('task_events_task_id').on(t.taskId),
    index('task_events_turn_id').on(t.turnId),
    index('task_events_conversation_id_seq').on(t.conversationId, t.seq),
  ],
);
