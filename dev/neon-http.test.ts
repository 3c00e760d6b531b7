import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { neon, neonConfig } from '@neondatabase/serverless';
import { eq, sql as fragment } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/neon-http';
import {
  bigint,
  customType,
  integer,
  jsonb,
  numeric,
  pgTable,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import fc from 'fast-check';
import { beforeAll, expect, inject, test } from 'vitest';
import { toText } from './neon-http/request.ts';

const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

const url = inject('databaseUrl');
const endpoint = inject('neonEndpoint');
const sql = neon(url);

/** A table of this test alone. */
let tables = 0;
const aTable = async (columns: string) => {
  tables += 1;
  const name = `neon_http_${tables}`;
  await sql.query(`create table ${name} (${columns})`);
  return name;
};

const post = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(endpoint, {
    method: 'POST',
    headers: {
      'neon-connection-string': url,
      'neon-raw-text-output': 'true',
      'neon-array-mode': 'true',
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

beforeAll(() => {
  neonConfig.fetchEndpoint = endpoint;
});

test('drizzle reads back every type as it wrote it', async () => {
  const everything = pgTable('neon_http_types', {
    id: uuid().primaryKey(),
    big: bigint({ mode: 'bigint' }),
    at: timestamp({ withTimezone: true, precision: 3 }),
    tags: text().array(),
    numbers: integer().array(),
    money: numeric(),
    bytes: bytes(),
    json: jsonb(),
    nothing: text(),
  });
  await sql`create table neon_http_types (id uuid primary key, big bigint, at timestamptz(3), tags text[],
    numbers int[], money numeric, bytes bytea, json jsonb, nothing text)`;
  const row = {
    id: crypto.randomUUID(),
    big: 9223372036854775807n,
    at: new Date('2026-02-28T23:59:59.999Z'),
    tags: ['a,b', 'say "hi"', 'back\\slash', '', 'ünï'],
    numbers: [1, -2],
    money: '12.340',
    bytes: Buffer.from([0, 255]),
    json: { a: [1, null, { b: 'ß' }] },
    nothing: null,
  };
  const db = drizzle(neon(url));
  expect(await db.insert(everything).values(row).returning()).toEqual([row]);
  const batch = await db.batch([
    db
      .update(everything)
      .set({ big: 1n })
      .where(eq(everything.id, row.id))
      .returning({ big: everything.big }),
    db.select({ n: fragment<number>`count(*)::int` }).from(everything),
  ]);
  expect(batch).toEqual([[{ big: 1n }], [{ n: 1 }]]);
});

test('the full result names the command, its count and the columns with their types', async () => {
  const table = await aTable('id int primary key, note text');
  const inserted = await sql.query(`insert into ${table} values (1, 'x'), (2, null)`, [], {
    fullResults: true,
  });
  expect(inserted).toMatchObject({ command: 'INSERT', rowCount: 2, rows: [] });
  const selected = await sql.query(`select * from ${table}`, [], { fullResults: true });
  expect(selected.fields).toMatchObject([
    { name: 'id', dataTypeID: 23, columnID: 1, dataTypeModifier: -1 },
    { name: 'note', dataTypeID: 25, columnID: 2 },
  ]);
  const created = await sql.query(`create index on ${table} (note)`, [], { fullResults: true });
  expect(created).toMatchObject({ command: 'CREATE', rowCount: null });
});

test.each([
  ["select 'x'::int", '22P02'],
  ['select 1 / 0', '22012'],
  ['select 1; select 2', '42601'],
  ['select * from absent', '42P01'],
  ['copy users from stdin', '57014'],
])('%s is refused with code %s', async (query, code) => {
  await expect(sql.query(query)).rejects.toMatchObject({ code, severity: 'ERROR' });
  expect(await sql`select 1 as n`).toEqual([{ n: 1 }]);
});

test('a violated constraint is named, with its table and detail', async () => {
  const table = await aTable('id int, constraint one_of_a_kind unique (id)');
  await sql.query(`insert into ${table} values (7)`);
  await expect(sql.query(`insert into ${table} values (7)`)).rejects.toMatchObject({
    code: '23505',
    constraint: 'one_of_a_kind',
    table,
    schema: 'public',
    detail: 'Key (id)=(7) already exists.',
  });
});

test('a text with a NUL byte is refused with code 22021', async () => {
  await expect(sql`select ${'a\0b'}::text`).rejects.toMatchObject({ code: '22021' });
});

test('a batch whose last statement fails leaves nothing behind', async () => {
  const table = await aTable('id int primary key');
  const insert = (id: number) => sql.query(`insert into ${table} values ($1)`, [id]);
  await expect(sql.transaction([insert(1), insert(2), insert(1)])).rejects.toMatchObject({ code: '23505' });
  expect(await sql.query(`select * from ${table}`)).toEqual([]);
});

test('a constraint that fails at COMMIT fails the batch', async () => {
  await sql`create table neon_http_chain (id int primary key,
    next int references neon_http_chain deferrable initially deferred)`;
  const insert = sql`insert into neon_http_chain values (1, 2)`;
  await expect(sql.transaction([insert])).rejects.toMatchObject({ code: '23503' });
  expect(await sql`select * from neon_http_chain`).toEqual([]);
});

test.each([
  ['ReadUncommitted', 'read uncommitted'],
  ['ReadCommitted', 'read committed'],
  ['RepeatableRead', 'repeatable read'],
  ['Serializable', 'serializable'],
] as const)('a batch runs at isolation level %s', async (isolationLevel, name) => {
  const [[row]] = (await sql.transaction([sql`show transaction_isolation`], { isolationLevel })) as [
    [object],
  ];
  expect(row).toEqual({ transaction_isolation: name });
});

test('a read-only batch refuses to write and a deferrable one says so', async () => {
  const table = await aTable('id int');
  const insert = sql.query(`insert into ${table} values (1)`);
  await expect(sql.transaction([insert], { readOnly: true })).rejects.toMatchObject({ code: '25006' });
  const options = { isolationLevel: 'Serializable', readOnly: true, deferrable: true } as const;
  const [rows] = await sql.transaction([sql`show transaction_deferrable`], options);
  expect(rows).toEqual([{ transaction_deferrable: 'on' }]);
});

test('an unknown isolation level is refused before anything runs', async () => {
  const response = await post(
    { queries: [{ query: 'select 1' }] },
    { 'neon-batch-isolation-level': 'Snapshot' },
  );
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ message: expect.stringContaining('Snapshot') });
});

test('nothing of a session outlives its request', async () => {
  await sql`set timezone = 'Asia/Tokyo'`;
  await sql`create temporary table leftover (id int)`;
  await sql`select pg_advisory_lock(1)`;
  await sql`prepare leftover as select 1`;
  await sql`begin`;
  await sql`vacuum pg_attrdef`; // refused inside a transaction
  expect(
    await sql`select current_setting('timezone') as zone, to_regclass('leftover') as temporary,
    (select count(*)::int from pg_locks where locktype = 'advisory') as locks,
    (select count(*)::int from pg_prepared_statements where name <> '') as prepared`,
  ).toEqual([{ zone: 'UTC', temporary: null, locks: 0, prepared: 0 }]);
});

test('parallel batches that read and write one row lose no update', async () => {
  const table = await aTable('n int');
  await sql.query(`insert into ${table} values (0)`);
  const step = () =>
    sql.transaction([sql.query(`select n from ${table}`), sql.query(`update ${table} set n = n + 1`)]);
  await Promise.all(Array.from({ length: 30 }, step));
  expect(await sql.query(`select n from ${table}`)).toEqual([{ n: 30 }]);
});

test.each([
  ['postgres://local:wrong@localhost/app', '28P01'],
  ['postgres://somebody:local@localhost/app', '28P01'],
  ['postgres://local:local@localhost/other', '3D000'],
])('the connection string %s is refused with code %s', async (wrong, code) => {
  await expect(neon(wrong)`select 1`).rejects.toMatchObject({ code });
});

test.each([
  ['a body that is not JSON', '{"query"', {}],
  ['a query that is not a string', { query: 1 }, {}],
  ['a request for values that are not text', { query: 'select 1' }, { 'neon-raw-text-output': 'false' }],
  ['a connection string that is no URL', { query: 'select 1' }, { 'neon-connection-string': 'nonsense' }],
] as const)('%s is answered 400 with a message', async (_, body, headers) => {
  const response = await post(body, headers);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ message: expect.any(String), code: null });
});

test('another path, another method and a foreign Host are answered 400', async () => {
  const other = new URL('/other', endpoint);
  const answers = [await fetch(endpoint), await fetch(other, { method: 'POST', body: '{}' })];
  expect(answers.map(({ status }) => status)).toEqual([400, 400]);
  // fetch() sets the Host itself
  const call = request(new URL('/health', endpoint), { headers: { host: 'evil.example' } }).end();
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  expect(response.resume().statusCode).toBe(400);
});

test('9 MiB go in and 11 MiB do not, in either direction', async () => {
  const mebibyte = 1024 * 1024;
  expect(await sql`select length(${'x'.repeat(9 * mebibyte)}) as n`).toEqual([{ n: 9 * mebibyte }]);
  await expect(sql`select length(${'x'.repeat(11 * mebibyte)})`).rejects.toThrow('HTTP status 413');
  await expect(sql.query(`select repeat('x', ${11 * mebibyte})`)).rejects.toThrow('HTTP status 507');
});

test('GET /health answers while a query runs', async () => {
  const slow = sql`select pg_sleep(1)`.then(() => 'query');
  const health = fetch(new URL('/health', endpoint)).then((response) => `health ${response.status}`);
  expect(await Promise.race([slow, health])).toBe('health 200');
  await slow;
});

test('rows come as objects when a request does not ask for arrays', async () => {
  const response = await post({ query: 'select 1 as a, null as b' }, { 'neon-array-mode': 'false' });
  expect(await response.json()).toMatchObject({ rowAsArray: false, rows: [{ a: '1', b: null }] });
});

test('numbers, booleans, objects and null arrive as Postgres reads them', async () => {
  const query = 'select $1::int + 1 as n, not $2::bool as b, $3::jsonb as j, $4::text as t';
  const response = await post({ query, params: [41, false, { a: [1] }, null] });
  expect(await response.json()).toMatchObject({ rows: [['42', 't', '{"a": [1]}', null]] });
});

test('any array of texts survives the way into Postgres and back', async () => {
  const item = fc.option(fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')));
  await fc.assert(
    fc.asyncProperty(fc.array(item), async (items) => {
      const [row] = await sql`select ${toText(items)}::text[] as items`;
      expect(row).toEqual({ items });
    }),
    { numRuns: 50 },
  );
});
