// A PostgreSQL of its own for a run of tests: a cluster in a temporary folder, on a free port of 127.0.0.1.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { ensurePostgres } from './postgres-server/programs.ts';
import { freePorts } from './serve/ports.ts';

export type PostgresServer = {
  /** Of an ordinary role that may create databases. */
  url: string;
  /** Stops the server and removes its folder. */
  close(): Promise<void>;
};

const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 5_000;

/** Starts a new cluster and waits until it answers. Throws a sentence when it cannot. */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = ensurePostgres();
  const identity = serverIdentity();
  const folder = mkdtempSync(join(tmpdir(), 'edge-todo-postgres-'));
  const [password, [port]] = [randomBytes(24).toString('base64url'), await freePorts(1)];
  let server: ChildProcess | undefined;
  const onExit = () => {
    server?.kill('SIGQUIT');
    removeWhileItEnds(folder);
  };
  process.once('exit', onExit);
  const close = async () => {
    if (server) await stop(server);
    rmSync(folder, { recursive: true, force: true });
    process.off('exit', onExit);
  };
  try {
    createCluster(programs, folder, password, identity);
    server = spawn(join(programs, 'postgres'), [...settings(folder), '-p', `${port}`], {
      ...identity,
      cwd: folder,
      stdio: 'ignore',
    });
    const owner = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
    await answering(owner, server);
    await createRole(owner, password);
    return { url: `postgres://tests:${password}@127.0.0.1:${port}/postgres`, close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Identity = { uid?: number; gid?: number };

/** PostgreSQL refuses to run as root; Debian's package makes a user for it. */
function serverIdentity(): Identity {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const { status, stdout } = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : 0;
  });
  if (uid && gid) return { uid, gid };
  throw new Error(
    'PostgreSQL does not run as root, and there is no user "postgres". Run the tests as another user.',
  );
}

function createCluster(programs: string, folder: string, password: string, identity: Identity): void {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (identity.uid && identity.gid) {
    for (const path of [folder, passwordFile]) chownSync(path, identity.uid, identity.gid);
  }
  const options = ['-U', 'postgres', `--pwfile=${passwordFile}`, '-A', 'scram-sha-256', '-E', 'UTF8', '-N'];
  const { status, stderr, error } = spawnSync(
    join(programs, 'initdb'),
    ['-D', join(folder, 'data'), '--locale=C.UTF-8', ...options],
    { ...identity, cwd: folder, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`initdb made no cluster: ${(error?.message ?? stderr).trim()}`);
}

/** Nothing of it outlives the tests, so nothing waits for the disk. */
function settings(folder: string): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    timezone: 'UTC',
  };
  return [
    '-D',
    join(folder, 'data'),
    ...Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

async function answering(url: string, server: ChildProcess): Promise<void> {
  const end = Date.now() + START_TIMEOUT_MS;
  let last: unknown;
  while (server.exitCode === null && Date.now() < end) {
    try {
      return await asked(url, (client) => client.query('select 1'));
    } catch (error) {
      last = error; // not up yet; the loop's end says why if it never is
      await delay(50);
    }
  }
  throw new Error('PostgreSQL did not start', { cause: last });
}

/** What a superuser may do without a grant would hide a missing one. */
const createRole = (owner: string, password: string): Promise<void> =>
  asked(owner, (client) => client.query(`create role tests login createdb password '${password}'`));

/** One question on a connection of its own. */
async function asked(url: string, ask: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {}); // it makes the question reject as well
  try {
    await client.connect();
    await ask(client);
  } finally {
    await client.end();
  }
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'exit');
  server.kill('SIGINT'); // ends its connections too
  const isGone = await Promise.race([gone.then(() => true), delay(STOP_TIMEOUT_MS, false, { ref: false })]);
  if (isGone) return;
  server.kill('SIGQUIT');
  await gone;
}

/** For the exit of this process, which cannot await anything: the server still writes while it ends. */
function removeWhileItEnds(folder: string): void {
  for (let tries = 0; tries < 40 && existsSync(folder); tries += 1) {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // A file was added meanwhile. Node does not always throw then, so the loop asks for the folder.
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 25);
  }
}
