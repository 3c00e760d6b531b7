import { deleteExpired } from '#core/accounts/expired.ts';
import { deleteExpiredChanges } from '#core/events/expired.ts';
import { deleteExpiredGrants } from '#core/grants/expired.ts';
import type { Deps } from './deps.ts';

/** Once a day: takes away what no longer decides anything. */
export async function runDaily({ db, now, log }: Deps): Promise<void> {
  await deleteExpired(db, now());
  await deleteExpiredGrants(db, now());
  await deleteExpiredChanges(db, now());
  log('cron.cleaned');
}
