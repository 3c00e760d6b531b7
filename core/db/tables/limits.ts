import { sql } from 'drizzle-orm';
import { date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { users } from './users.ts';

/** Chat turns and model tokens of a user on a UTC day: reserved before a turn, settled after it. */
export const usageDays = pgTable(
  'usage_days',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    day: date('day', { mode: 'string' }).notNull(),
    turns: integer('turns').notNull().default(0),
    /** What counts against the budget: used, and reserved by turns that run. */
    tokens: integer('tokens').notNull().default(0),
    tokensIn: integer('tokens_in').notNull().default(0),
    tokensOut: integer('tokens_out').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.userId, t.day] })],
);

/** What a request with an Idempotency-Key has done: written with the change itself, kept for a day. */
export const idempotency = pgTable(
  'idempotency',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    key: text('key').notNull(),
    /** SHA-256 of what was asked, in hex: the same key with something else is refused. */
    fingerprint: text('fingerprint').notNull(),
    /** Null while the request runs. */
    status: integer('status'),
    /** What its answer is made of: ids of events, or the rows that were found unchanged. */
    response: jsonb('response'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.userId, t.key] }), index('idempotency_created_at').on(t.createdAt)],
);
