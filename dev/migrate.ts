// Applies migrations/ through Neon's HTTP driver. Each migration and its journal row are one transaction request:
// drizzle's own migrator for this driver sends every statement by itself and leaves halves behind.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { NeonDbError, type NeonQueryFunction, neon, neonConfig } from '@neondatabase/serverless';

type Sql = NeonQueryFunction<false, false>;
type Migration = { tag: string; when: number; hash: string; statements: string[] };
type Applied = { hash: string; created_at: string };

const FOLDER = new URL('../migrations/', import.meta.url);
/** Taken inside each transaction, so that two runs at once go one after the other. */
const LOCK = 'select pg_advisory_xact_lock(7206153)';
const JOURNAL_INDEX = 'drizzle_migrations_created_at';

/**
 * Brings the database up to date and returns the tags it applied, oldest first. Runs that overlap share the work.
 * Throws when a migration fails (nothing of it stays) or when the database holds other migrations than the folder.
 *
 * @param endpoint Of a local stand-in; absent for Neon itself.
 */
export async function migrate(databaseUrl: string, endpoint?: string, folder = FOLDER): Promise<string[]> {
  if (endpoint) neonConfig.fetchEndpoint = endpoint;
  const sql = neon(databaseUrl);
  await createJournal(sql);
  const migrations = await readMigrations(folder);
  const applied: string[] = [];
  for (const migration of pending(migrations, await readJournal(sql))) {
    if (await apply(sql, migration)) applied.push(migration.tag);
  }
  return applied;
}

/** The table is drizzle's, so that its tools read it; the index makes a second run of a migration fail. */
async function createJournal(sql: Sql): Promise<void> {
  await sql.transaction(
    [
      LOCK,
      'create schema if not exists drizzle',
      `create table if not exists drizzle.__drizzle_migrations (
        id serial primary key, hash text not null, created_at bigint)`,
      `create unique index if not exists ${JOURNAL_INDEX} on drizzle.__drizzle_migrations (created_at)`,
    ].map((statement) => sql.query(statement)),
  );
}

async function readJournal(sql: Sql): Promise<Applied[]> {
  return (await sql`select hash, created_at from drizzle.__drizzle_migrations order by created_at`) as Applied[];
}

async function readMigrations(folder: URL): Promise<Migration[]> {
  const journal = JSON.parse(await readFile(new URL('meta/_journal.json', folder), 'utf8')) as {
    entries: { tag: string; when: number }[];
  };
  return Promise.all(
    journal.entries.map(async ({ tag, when }) => {
      const text = await readFile(new URL(`${tag}.sql`, folder), 'utf8');
      const hash = createHash('sha256').update(text).digest('hex');
      return { tag, when, hash, statements: text.split('--> statement-breakpoint') };
    }),
  );
}

function pending(migrations: Migration[], applied: Applied[]): Migration[] {
  const hashes = new Map(applied.map((row) => [Number(row.created_at), row.hash]));
  const missing = migrations.filter(({ when }) => !hashes.has(when));
  const edited = migrations.find(({ when, hash }) => hashes.has(when) && hashes.get(when) !== hash);
  const known = new Set(migrations.map(({ when }) => when));
  const isForeign = missing.length > 0 && applied.some((row) => !known.has(Number(row.created_at)));
  if (edited || isForeign) {
    const what = edited ? `${edited.tag} in an older form` : 'migrations that are not in migrations/';
    throw new Error(
      `This database was built with ${what}, so it cannot be brought up to date. ` +
        'If it is a local one without value, delete its folder (.data).',
    );
  }
  return missing;
}

/** False when another run applied it in the meantime. */
async function apply(sql: Sql, { tag, when, hash, statements }: Migration): Promise<boolean> {
  try {
    await sql.transaction([
      sql.query(LOCK),
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${when})`,
      ...statements.map((statement) => sql.query(statement)),
    ]);
    return true;
  } catch (error) {
    if (error instanceof NeonDbError && error.constraint === JOURNAL_INDEX) return false;
    throw new Error(`Migration ${tag} failed and was rolled back: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

async function main(): Promise<string> {
  const { DATABASE_URL, NEON_HTTP_ENDPOINT } = process.env;
  if (!DATABASE_URL)
    throw new Error('DATABASE_URL is not set. Set it to the Postgres URL of the database to migrate.');
  const applied = await migrate(DATABASE_URL, NEON_HTTP_ENDPOINT || undefined);
  return applied.length > 0
    ? `Applied ${applied.join(', ')}.`
    : 'The database is up to date; nothing was applied.';
}

if (import.meta.main) {
  await main().then(console.log, (error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
