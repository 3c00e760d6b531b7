import type { Db } from './db/client.ts';

/** Who acts, on what, and when. Made by a door from a verified token; operations trust it. */
export type Context = {
  db: Db;
  /** From the token's `sub`. No body, header or tool argument ever names a user. */
  userId: string;
  /** The token's `ver`; the user gate refuses it once `users.token_version` has moved on. */
  tokenVersion: number;
  now: () => Date;
};
