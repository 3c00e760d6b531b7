import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytea, instant } from './columns.ts';

export const users = pgTable('users', {
  id: uuid('id').primaryKey(),
  email: text('email').notNull().unique(),
  passwordHash: text('password_hash').notNull(),
  isActive: boolean('is_active').notNull().default(true),
  /** Raised to end every session at once; tokens carry the value they were made with. */
  tokenVersion: integer('token_version').notNull().default(0),
  /** The number of the newest task, so that numbers are never given twice. */
  lastTaskNumber: integer('last_task_number').notNull().default(0),
  /** IANA name: the zone in which the user's words for dates are meant. */
  timezone: text('timezone').notNull().default('UTC'),
  createdAt: instant('created_at').notNull().default(sql`now()`),
  updatedAt: instant('updated_at').notNull().default(sql`now()`),
});

export const refreshTokens = pgTable(
  'refresh_tokens',
  {
    id: uuid('id').primaryKey(),
    familyId: uuid('family_id').notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    tokenHash: bytea('token_hash').notNull().unique(),
    parentId: uuid('parent_id'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    /** End of this token: seven idle days, or the end of its family. */
    expiresAt: instant('expires_at').notNull(),
    /** End of the whole family, thirty days after the sign-in. */
    familyExpiresAt: instant('family_expires_at').notNull(),
    usedAt: instant('used_at'),
    revokedAt: instant('revoked_at'),
    userAgent: text('user_agent'),
  },
  (t) => [
    index('refresh_tokens_user_id').on(t.userId),
    index('refresh_tokens_family_id').on(t.familyId),
    index('refresh_tokens_parent_id').on(t.parentId),
  ],
);

/** Failed sign-ins and daily sign-ups, by a keyed hash: no e-mail or address is stored here. */
export const authFailures = pgTable('auth_failures', {
  key: text('key').primaryKey(),
  failures: integer('failures').notNull(),
  firstAt: instant('first_at').notNull(),
  lastAt: instant('last_at').notNull(),
  lockedUntil: instant('locked_until'),
});
