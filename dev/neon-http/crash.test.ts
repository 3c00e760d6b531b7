import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { neon, neonConfig } from '@neondatabase/serverless';
import { afterEach, expect, test } from 'vitest';
import { DATABASE_URL } from './request.ts';

const cleanUp: (() => void)[] = [];
afterEach(() => {
  for (const step of cleanUp.splice(0).reverse()) step();
});

const aFolder = () => {
  const parent = mkdtempSync(join(tmpdir(), 'neon-http-'));
  cleanUp.push(() => rmSync(parent, { recursive: true, force: true }));
  return join(parent, 'postgres');
};

const run = (folder: string) => {
  const program = new URL('../neon-http.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [program, '--port', '0', '--data', folder]);
  cleanUp.push(() => child.kill('SIGKILL'));
  return child;
};

/** Resolves once the program answers; points the driver at it. */
const start = async (folder: string): Promise<{ child: ChildProcess; exit: Promise<unknown[]> }> => {
  const child = run(folder);
  const exit = once(child, 'exit');
  const ready = once(child.stdout, 'data').then(String);
  const line = await Promise.race([ready, exit.then(([code]) => `exit ${code}`)]);
  expect(line).toMatch(/^ready http/);
  neonConfig.fetchEndpoint = line.replace('ready ', '').trim();
  return { child, exit };
};

const sql = neon(DATABASE_URL);
const LIMIT_MS = 60_000;

test('kill -9 during writes loses no acknowledged batch and leaves no half of one', {
  timeout: LIMIT_MS,
}, async () => {
  const folder = aFolder();
  const first = await start(folder);
  await sql`create table a (id int primary key)`;
  await sql`create table b (id int primary key)`;
  const acknowledged: number[] = [];
  let next = 0;
  const write = async (): Promise<void> => {
    next += 1;
    const id = next;
    await sql.transaction([sql`insert into a values (${id})`, sql`insert into b values (${id})`]);
    acknowledged.push(id);
    if (acknowledged.length === 60) first.child.kill('SIGKILL');
    return write();
  };
  await Promise.allSettled([write(), write(), write(), write()]);
  await first.exit;

  await start(folder);
  const rows = await sql`select a.id as a, b.id as b from a full join b on a.id = b.id`;
  expect(rows.filter(({ a, b }) => a === null || b === null)).toEqual([]);
  expect(rows.map(({ a }) => a)).toEqual(expect.arrayContaining(acknowledged));
  expect(acknowledged.length).toBeGreaterThanOrEqual(60);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends it with code 0 and keeps the data',
  { timeout: LIMIT_MS },
  async (signal) => {
    const folder = aFolder();
    const first = await start(folder);
    await sql`create table kept (id int)`;
    const underWay = sql`insert into kept select 1 from pg_sleep(0.2)`.then(() => 'done');
    await fetch(`${neonConfig.fetchEndpoint}`.replace('/sql', '/health'));
    first.child.kill(signal);
    expect(await underWay).toBe('done');
    expect(await first.exit).toEqual([0, null]);
    await start(folder);
    expect(await sql`select * from kept`).toEqual([{ id: 1 }]);
  },
);

test('a query that breaks PGlite ends it with code 70; started again it has the data', {
  timeout: LIMIT_MS,
}, async () => {
  const folder = aFolder();
  const first = await start(folder);
  await sql`create table kept (id int)`;
  await sql`insert into kept values (1)`;
  await sql`create function endless(i int) returns int language plpgsql as 'begin return endless(i + 1); end'`;
  await expect(sql`select endless(1)`).rejects.toThrow('HTTP status 500');
  expect(await first.exit).toEqual([70, null]);
  await start(folder);
  expect(await sql`select * from kept`).toEqual([{ id: 1 }]);
});

test('a second process on the same folder ends with code 1 and names the first', {
  timeout: LIMIT_MS,
}, async () => {
  const folder = aFolder();
  const { child } = await start(folder);
  const second = run(folder);
  const [[code], said] = await Promise.all([once(second, 'exit'), text(second.stderr)]);
  expect(code).toBe(1);
  expect(said).toContain(`in use by process ${child.pid}`);
  expect(await sql`select 1 as n`).toEqual([{ n: 1 }]);
});

test('the lock of a process number that now belongs to another process is taken over', {
  timeout: LIMIT_MS,
}, async () => {
  const folder = aFolder();
  writeFileSync(`${folder}.lock`, `${process.pid} 1`);
  await start(folder);
  expect(await sql`select 1 as n`).toEqual([{ n: 1 }]);
});
