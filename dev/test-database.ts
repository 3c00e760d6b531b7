// The database of a run of tests, behind Neon's endpoint: PGlite in memory, or a new one on a real server.
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { type NeonHttp, startNeonHttp } from './neon-http.ts';

/**
 * Opens an empty database.
 *
 * @param serverUrl A PostgreSQL whose user may create databases; the new one is dropped by `close()`.
 */
export async function openTestDatabase(serverUrl: string | undefined): Promise<NeonHttp> {
  if (!serverUrl) return startNeonHttp({ port: 0 });
  const name = `edge_todo_test_${randomBytes(6).toString('hex')}`;
  // By code point, as on PGlite and as the product's lists promise.
  await command(serverUrl, `create database ${name} template template0 encoding 'UTF8' lc_collate 'C'`);
  const drop = () => command(serverUrl, `drop database if exists ${name} with (force)`);
  try {
    const postgresUrl = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
    const server = await startNeonHttp({ port: 0, postgresUrl });
    return { ...server, close: () => server.close().then(drop) };
  } catch (error) {
    await drop();
    throw error;
  }
}

async function command(serverUrl: string, text: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  client.on('error', () => {}); // it makes the query reject as well
  try {
    await client.connect();
    await client.query(text);
  } finally {
    await client.end();
  }
}
