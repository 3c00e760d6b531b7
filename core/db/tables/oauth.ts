// What outside clients have asked for and been granted. The authorization server keeps its own records in KV, which
// may lag a minute; what decides at once stands here.
import { sql } from 'drizzle-orm';
import { date, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytea, instant } from './columns.ts';
import { users } from './users.ts';

/** A client that waits for a person's decision; ten minutes, then it asks anew. */
export const oauthRequests = pgTable(
  'oauth_requests',
  {
    /** SHA-256 of the id that the browser holds. */
    idHash: bytea('id_hash').primaryKey(),
    /** The validated authorization request, as the authorization server takes it back. */
    request: jsonb('request').notNull(),
    clientName: text('client_name').notNull(),
    /** Host of the client's own document; null for a client that registered itself. */
    clientHost: text('client_host'),
    /** Whoever decided. */
    userId: uuid('user_id').references(() => users.id, { onDelete: 'cascade' }),
    tokenVersion: integer('token_version'),
    /** The rights granted, separated by spaces; empty when the person refused. */
    scope: text('scope'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    expiresAt: instant('expires_at').notNull(),
    decidedAt: instant('decided_at'),
  },
  (t) => [index('oauth_requests_expires_at').on(t.expiresAt), index('oauth_requests_user_id').on(t.userId)],
);

/** A connected client: what every token of it is checked against. */
export const oauthGrants = pgTable(
  'oauth_grants',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** The authorization server's id of the same grant. */
    serverGrantId: text('server_grant_id').notNull(),
    clientId: text('client_id').notNull(),
    clientName: text('client_name').notNull(),
    clientHost: text('client_host'),
    redirectUri: text('redirect_uri').notNull(),
    /** The rights granted, separated by spaces. */
    scope: text('scope').notNull(),
    /** Of the user at consent: signing out everywhere disconnects clients, too. */
    tokenVersion: integer('token_version').notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    lastUsedAt: instant('last_used_at'),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    /** Calls of a UTC day, for the daily limit. */
    callsDay: date('calls_day', { mode: 'string' }),
    calls: integer('calls').notNull().default(0),
  },
  (t) => [
    uniqueIndex('oauth_grants_user_id_server_grant_id').on(t.userId, t.serverGrantId),
    index('oauth_grants_user_id_created_at').on(t.userId, t.createdAt),
    index('oauth_grants_expires_at').on(t.expiresAt),
  ],
);

/** Codes that have been redeemed, by their SHA-256: KV alone could let one pass twice. */
export const oauthCodesUsed = pgTable(
  'oauth_codes_used',
  {
    hash: bytea('hash').primaryKey(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    /** When tokens were given for it; until then another use is a race, afterwards a theft. */
    redeemedAt: instant('redeemed_at'),
  },
  (t) => [index('oauth_codes_used_created_at').on(t.createdAt)],
);
