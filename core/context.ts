import type { Db } from './db/client.ts';

/** Who acts, on what, and when. Made by a door from a verified token; operations trust it. */
export type Context = {
  db: Db;
  /** From the token's `sub`. No body, header or tool argument ever names a user. */
  userId: string;
  /** The token's `ver`; the user gate refuses it once `users.token_version` has moved on. */
  tokenVersion: number;
  now: () => Date;
  /** Who makes the change, as its event says it: `web` (the default), `chat` or `mcp:<client>`. */
  actor?: string;
  /** Where a chat makes it. */
  conversationId?: string;
  turnId?: string;
  toolCallId?: string;
  /** The request may come twice, and must change things once. */
  once?: Once;
};

/** A key that the client chose for one intent, and a hash of what it asked with it. */
export type Once = { key: string; fingerprint: string };

/** The same context with a clock that stands still: what one operation calls "now" is one moment. */
export function atOneMoment(ctx: Context): Context {
  const at = ctx.now();
  return { ...ctx, now: () => at };
}
