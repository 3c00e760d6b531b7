// The MCP Worker as it is deployed, listening for real clients, and a person whose answers are scripted.
import { randomBytes } from 'node:crypto';
import { createTestHarness } from 'wrangler';
import { signingKeys } from '#core/auth/keys.ts';
import { signTurnToken } from '#core/auth/turn-token.ts';
import { connect, type Db } from '#core/db/client.ts';
import { decideRequest } from '#core/grants/requests.ts';
import { aUser, type TestUser } from '#dev/factories.ts';

export type RunningMcpWorker = {
  url: URL;
  db: Db;
  turnToken(user: TestUser): Promise<string>;
  close(): Promise<void>;
};

/** @param database Where `databaseUrl` and `neonEndpoint` of the tests' stand-in are. */
export async function startMcpWorker(database: { url: string; endpoint: string }): Promise<RunningMcpWorker> {
  const secret = randomBytes(32).toString('base64url');
  const worker = createTestHarness({
    workers: [
      {
        configPath: 'mcp-worker/wrangler.toml',
        vars: { NEON_HTTP_ENDPOINT: database.endpoint, LIMITS: 'relaxed' },
        secrets: { DATABASE_URL: database.url, MCP_TOKEN_SECRET: secret },
      },
    ],
  });
  const url = new URL('/mcp', (await worker.listen()).url);
  const keys = await signingKeys(secret);
  return {
    url,
    db: connect(database.url, database.endpoint),
    turnToken: ({ userId, tokenVersion }) =>
      signTurnToken(
        keys,
        { userId, tokenVersion, conversationId: crypto.randomUUID(), turnId: crypto.randomUUID() },
        new Date(),
      ),
    close: () => worker.close(),
  };
}

export type Person = { user: TestUser; answer(authorization: URL, changeTasks: boolean): Promise<URL> };

/** Somebody who is asked at `authorization`, says yes, and is sent on to the client. */
export async function aPerson(db: Db): Promise<Person> {
  const user = await aUser(db);
  return {
    user,
    async answer(authorization, changeTasks) {
      const asked = await fetch(authorization, { redirect: 'manual' });
      const page = new URL(locationOf(asked, await asked.text()));
      const id = page.searchParams.get('request') ?? '';
      const { continue_url } = await decideRequest(user, id, {
        decision: 'allow',
        change_tasks: changeTasks,
      });
      const cookie = asked.headers.get('set-cookie')?.split(';')[0] ?? '';
      const done = await fetch(continue_url, { redirect: 'manual', headers: { cookie } });
      return new URL(locationOf(done, await done.text()));
    },
  };
}

function locationOf(response: Response, body: string): string {
  const location = response.headers.get('location');
  if (!location) throw new Error(`No redirect but ${response.status} ${body}`);
  return location;
}
