import { sql } from 'drizzle-orm';
import { bigint, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { users } from './users.ts';

/** A conversation is a ChatKit thread; the ids are the same. */
export const conversations = pgTable(
  'conversations',
  {
    id: uuid('id').primaryKey(),
    /** Order of creation. Lists and cursors go by it, never by time. */
    seq: bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    title: text('title'),
    status: jsonb('status').notNull().default({ type: 'active' }),
    allowedImageDomains: jsonb('allowed_image_domains'),
    metadata: jsonb('metadata').notNull().default({}),
    /** The running turn and its start: the lease that makes a second turn a 409. */
    turnId: uuid('turn_id'),
    turnAt: instant('turn_at'),
    /** The turn a client asked to stop; the turn itself reads it when its client is gone. */
    stopTurnId: uuid('stop_turn_id'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
  },
  (t) => [uniqueIndex('conversations_user_id_seq').on(t.userId, t.seq)],
);

/** A message is one ChatKit thread item; the ids are the same. */
export const messages = pgTable(
  'messages',
  {
    id: uuid('id').primaryKey(),
    /** Order within the conversation. */
    seq: bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    conversationId: uuid('conversation_id')
      .notNull()
      .references(() => conversations.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** The ChatKit item type: `user_message`, `assistant_message`, `workflow`, … */
    kind: text('kind').notNull(),
    /** `done`, `failed` (a user message whose turn failed) or `incomplete` (the text of a cut answer). */
    status: text('status', { enum: ['done', 'failed', 'incomplete'] })
      .notNull()
      .default('done'),
    role: text('role', { enum: ['user', 'assistant'] }),
    /** The plain text of the item, for people and searches. */
    content: text('content').notNull().default(''),
    /** `[{tool, arguments, result, status, ms}]` of a workflow. */
    toolCalls: jsonb('tool_calls'),
    /** The whole ChatKit item as it goes over the wire. */
    item: jsonb('item').notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (t) => [
    uniqueIndex('messages_conversation_id_seq').on(t.conversationId, t.seq),
    index('messages_user_id').on(t.userId),
  ],
);

export type MessageStatus = (typeof messages.status.enumValues)[number];

/**
 * A thumb on one message, the last one counting. It goes with its conversation; a message that a retry has
 * removed leaves its thumb behind, so `item_id` refers to nothing that must exist.
 */
export const feedback = pgTable(
  'feedback',
  {
    conversationId: uuid('conversation_id')
      .notNull()
      .references(() => conversations.id, { onDelete: 'cascade' }),
    itemId: uuid('item_id').notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: ['positive', 'negative'] }).notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.conversationId, t.itemId] }), index('feedback_user_id').on(t.userId)],
);
