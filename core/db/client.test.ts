import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { connect, metered, newMeter } from './client.ts';
import { appErrorIn, sqlState } from './faults.ts';

type Answer = (response: ServerResponse, request: IncomingMessage) => unknown;

/** A database that answers with these, in turn, and says how often it was asked. */
async function aDatabase(...answers: Answer[]) {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const answer = answers[asked.length] ?? fine;
    asked.push(await text(request));
    answer(response, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close().closeAllConnections());
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sql`;
  const meter = newMeter();
  const db = metered(connect('postgres://u:p@db.test/x', endpoint, 150), meter);
  return { db, meter, asked };
}

const json =
  (status: number, body: unknown): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
const one = { fields: [{ name: 'one', dataTypeID: 23 }], rows: [['1']], rowCount: 1, command: 'SELECT' };
const fine: Answer = json(200, one);
const fineBatch: Answer = json(200, { results: [one] });
const state = (code: string): Answer => json(400, { message: 'said by the database', code });
const silence: Answer = () => undefined;
const hangUp: Answer = (response) => response.destroy();
const cut: Answer = (response) => response.writeHead(200).end('{"fields":[');
const badGateway: Answer = (response) => response.writeHead(502).end('<html>');

const read = sql`select 1 as one`;
const write = sql`insert into t values (1)`;

test.each([
  ['answers too late', silence],
  ['hangs up', hangUp],
  ['is behind a bad gateway', badGateway],
  ['shuts down', state('57P01')],
])('when the database %s, a read is sent once more and a write is not', async (_, fault) => {
  const reading = await aDatabase(fault);
  expect((await reading.db.execute(read)).rows).toEqual([{ one: 1 }]);
  expect(reading.meter).toMatchObject({ requests: 2, retries: 1 });
  const writing = await aDatabase(fault);
  const error = await writing.db.execute(write).catch((e: unknown) => e);
  expect(appErrorIn(error)).toMatchObject({
    code: 'database_unavailable',
    message: 'Service temporarily unavailable',
    retryAfterSeconds: 5,
  });
  expect(writing.asked).toHaveLength(1);
});

test('a read that fails twice is not sent a third time', async () => {
  const { db, asked } = await aDatabase(badGateway, badGateway);
  expect(appErrorIn(await db.execute(read).catch((e: unknown) => e))).toMatchObject({
    code: 'database_unavailable',
  });
  expect(asked).toHaveLength(2);
});

test.each(['53300', '57P03', '08001', '08004'])(
  '%s says that nothing began, so a write is sent once more',
  async (code) => {
    const { db, asked } = await aDatabase(state(code));
    await db.execute(write);
    expect(asked).toHaveLength(2);
  },
);

test.each(['40001', '40P01'])('%s is rolled back for certain: up to three more tries', async (code) => {
  const { db, asked } = await aDatabase(state(code), state(code), state(code));
  await db.execute(write);
  expect(asked).toHaveLength(4);
  const hopeless = await aDatabase(state(code), state(code), state(code), state(code));
  const error = await hopeless.db.execute(write).catch((e: unknown) => e);
  expect(appErrorIn(error)).toMatchObject({ code: 'database_unavailable' });
  expect(hopeless.asked).toHaveLength(4);
});

test.each<[string, Answer, string | undefined]>([
  ['a broken rule', state('23505'), '23505'],
  ['half an answer', cut, undefined],
  ['an answer without rows', json(200, { fields: [] }), undefined],
])('%s is not sent again and comes through as it is', async (_, fault, code) => {
  const { db, asked } = await aDatabase(fault);
  const error = await db.execute(read).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(Error);
  expect(appErrorIn(error)).toBeUndefined();
  expect(sqlState(error)).toBe(code);
  expect(asked).toHaveLength(1);
});

test('a batch is repeated only if every statement of it reads', async () => {
  const reading = await aDatabase(hangUp, fineBatch);
  await reading.db.batch([reading.db.execute(read)]);
  expect(reading.asked).toHaveLength(2);
  expect(JSON.parse(reading.asked[1] ?? '')).toEqual({ queries: [{ query: 'select 1 as one', params: [] }] });
  const mixed = await aDatabase(hangUp, fineBatch);
  const error = await mixed.db
    .batch([mixed.db.execute(read), mixed.db.execute(write)])
    .catch((e: unknown) => e);
  expect(appErrorIn(error)).toMatchObject({ code: 'database_unavailable' });
  const hidden = await aDatabase(hangUp);
  const changing = sql`with x as (delete from t returning 1) select * from x`;
  expect(appErrorIn(await hidden.db.execute(changing).catch((e: unknown) => e))).toBeDefined();
  expect([mixed.asked, hidden.asked].map(({ length }) => length)).toEqual([1, 1]);
});

test('a query is sent when it is awaited, and each time it is', async () => {
  const { db, meter } = await aDatabase();
  const query = db.execute(read);
  expect(meter.requests).toBe(0);
  await query;
  await query;
  expect(meter.requests).toBe(2);
  expect(meter.ms).toBeGreaterThanOrEqual(0);
});
