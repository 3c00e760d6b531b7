import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { neon, neonConfig } from '@neondatabase/serverless';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import { type NeonHttp, startNeonHttp } from './neon-http.ts';

let database: NeonHttp;
let folder: string;
const sql = neon('postgres://local:local@localhost/app');

beforeAll(async () => {
  database = await startNeonHttp({ port: 0 });
  neonConfig.fetchEndpoint = database.endpoint;
  folder = await mkdtemp(join(tmpdir(), 'migrations-'));
});

beforeEach(async () => {
  await sql.transaction([
    sql`drop schema if exists drizzle cascade`,
    sql`drop schema public cascade`,
    sql`create schema public`,
  ]);
});

afterAll(async () => {
  await Promise.all([database.close(), rm(folder, { recursive: true })]);
});

/** Writes a migrations folder as drizzle-kit does; the n-th one gets the time n. */
const aFolder = async (files: Record<string, string>): Promise<URL> => {
  const path = await mkdtemp(join(folder, 'case-'));
  await mkdir(join(path, 'meta'));
  const entries = Object.keys(files).map((tag, index) => ({ tag, when: index + 1 }));
  await writeFile(join(path, 'meta/_journal.json'), JSON.stringify({ entries }));
  for (const [tag, source] of Object.entries(files)) await writeFile(join(path, `${tag}.sql`), source);
  return pathToFileURL(`${path}/`);
};

const run = (from?: URL) => migrate(database.databaseUrl, database.endpoint, from);
const tableNames = async () => {
  const rows = await sql`select tablename from pg_tables where schemaname = 'public' order by 1`;
  return rows.map(({ tablename }) => tablename);
};
const BREAK = '--> statement-breakpoint';

test("the product's own migrations apply once and say so", async () => {
  expect(await run()).toContain('0000_start');
  expect(await tableNames()).toContain('tasks');
  expect(await run()).toEqual([]);
});

test('migrations apply in the order of the journal, and later ones on top of earlier runs', async () => {
  const one = { a_first: 'create table t (a int)' };
  expect(await run(await aFolder(one))).toEqual(['a_first']);
  const two = { ...one, b_second: `alter table t add b int;${BREAK}insert into t values (1, 2)` };
  expect(await run(await aFolder(two))).toEqual(['b_second']);
  expect(await sql`select * from t`).toEqual([{ a: 1, b: 2 }]);
});

test('a migration whose second statement fails leaves nothing, and runs once it is mended', async () => {
  const broken = await aFolder({ half: `create table whole (a int);${BREAK}create table whole (a int)` });
  await expect(run(broken)).rejects.toThrow('Migration half failed and was rolled back');
  expect(await tableNames()).toEqual([]);
  expect(await run(await aFolder({ half: 'create table whole (a int)' }))).toEqual(['half']);
});

test('runs at the same time apply each migration once', async () => {
  const files = await aFolder({ a: 'create table a (id int)', b: 'create table b (id int)' });
  const results = await Promise.all([run(files), run(files), run(files)]);
  expect(results.flat().sort()).toEqual(['a', 'b']);
  expect(await sql`select count(*)::int as n from drizzle.__drizzle_migrations`).toEqual([{ n: 2 }]);
});

test('a migration edited after it was applied is refused', async () => {
  await run(await aFolder({ start: 'create table t (a int)' }));
  await expect(run(await aFolder({ start: 'create table t (b int)' }))).rejects.toThrow(
    'start in an older form',
  );
});

test('a database with migrations of another checkout is refused only when there is something to apply', async () => {
  const both = await aFolder({ a: 'create table a (id int)', b: 'create table b (id int)' });
  await run(both);
  expect(await run(await aFolder({ a: 'create table a (id int)' }))).toEqual([]);
  await sql`update drizzle.__drizzle_migrations set created_at = 99 where created_at = 2`;
  await expect(run(both)).rejects.toThrow('migrations that are not in migrations/');
});

/** Runs the program as `npm run db:migrate` does. */
const runProgram = async (variables: Record<string, string>) => {
  const program = new URL('./migrate.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [program], { env: variables as NodeJS.ProcessEnv });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code, out: out.trim(), err: err.trim() };
};

test('the program says what it applied, and the second time that there was nothing to do', async () => {
  const variables = { DATABASE_URL: database.databaseUrl, NEON_HTTP_ENDPOINT: database.endpoint };
  expect(await runProgram(variables)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Applied 0000_/),
  });
  const again = 'The database is up to date; nothing was applied.';
  expect(await runProgram(variables)).toMatchObject({ code: 0, out: again });
});

test('the program says that DATABASE_URL is missing', async () => {
  const { code, err } = await runProgram({});
  expect(code).toBe(1);
  expect(err).toMatch(/^DATABASE_URL is not set\./);
});
