import { type SQL, sql } from 'drizzle-orm';
import { TURN } from '#core/limits.ts';

/** A turn that began longer ago has died with its isolate. */
export const leaseIsFresh = (alias: SQL): SQL =>
  sql`(${alias}.turn_id is not null and ${alias}.turn_at >= now() - make_interval(secs => ${TURN.leaseSeconds}))`;
