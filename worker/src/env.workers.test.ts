import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { EXAMPLE_SECRETS } from '#core/auth/secrets.ts';
import { Misconfigured } from '#core/deployment.ts';
import { readConfig } from './env.ts';
import { answerMisconfigured } from './misconfigured.ts';
import { createWorker } from './worker.ts';

const good = 'k3pXq9vLr2TzWm7sYb4NcH8dFj6GaQeU';
const development = { ...env, BETTER_AUTH_SECRET: good };
const production = {
  ...development,
  ...{ WEB_ORIGIN: 'https://app.example.org', LIMITS: 'strict', NEON_HTTP_ENDPOINT: '' },
  ...{ MCP_TOKEN_SECRET: 'Zr5uJt1xKo9wPi3yMn7vBq4cLs8dHf2g' },
};

function problemsOf(given: object): string[] {
  try {
    readConfig(given);
    return [];
  } catch (error) {
    if (error instanceof Misconfigured) return error.problems;
    throw error;
  }
}

test('the environment of tests and a sound production pass', () => {
  expect(problemsOf(development)).toEqual([]);
  expect(problemsOf(production)).toEqual([]);
  expect(readConfig(production)).toMatchObject({ production: true, neonEndpoint: undefined, relaxed: false });
});

test.each<[string, object, string]>([
  ['no database', { DATABASE_URL: undefined }, 'DATABASE_URL is missing'],
  ['another database', { DATABASE_URL: 'mysql://x' }, 'DATABASE_URL is no Postgres URL'],
  ['no secret', { BETTER_AUTH_SECRET: undefined }, 'BETTER_AUTH_SECRET is missing'],
  ['31 bytes', { BETTER_AUTH_SECRET: good.slice(1) }, 'BETTER_AUTH_SECRET has fewer than 32 bytes'],
  ['an example', { BETTER_AUTH_SECRET: EXAMPLE_SECRETS[0] }, 'BETTER_AUTH_SECRET is an example value'],
  ['one secret twice', { MCP_TOKEN_SECRET: good }, 'MCP_TOKEN_SECRET equals BETTER_AUTH_SECRET'],
  ['no origin', { WEB_ORIGIN: ' , ' }, 'WEB_ORIGIN is missing'],
  [
    'a path as origin',
    { WEB_ORIGIN: 'http://localhost:5173/x' },
    'WEB_ORIGIN holds something that is no origin',
  ],
  ['an unknown API', { OPENAI_API: 'assistants' }, 'OPENAI_API must be responses or chat_completions'],
  ['unknown limits', { LIMITS: 'off' }, 'LIMITS must be strict or relaxed'],
  ['no rate limiter', { LIMIT_READ: undefined }, 'LIMIT_READ is no rate limit binding'],
  ['no MCP Worker', { MCP: undefined }, 'MCP is no service binding'],
  ['a budget in words', { BUDGET_TURNS: 'many' }, 'BUDGET_TURNS must be a number'],
])('%s is named', (_, change, problem) => {
  expect(problemsOf({ ...development, ...change })).toEqual([problem]);
});

test.each<[string, object, string]>([
  [
    'a local database',
    { NEON_HTTP_ENDPOINT: 'http://127.0.0.1:1/sql' },
    'NEON_HTTP_ENDPOINT is for development only',
  ],
  ['relaxed limits', { LIMITS: 'relaxed' }, 'LIMITS=relaxed is for development only'],
  [
    '32 × a',
    { BETTER_AUTH_SECRET: 'a'.repeat(32) },
    'BETTER_AUTH_SECRET has fewer than 16 different characters',
  ],
  [
    'a phrase',
    { BETTER_AUTH_SECRET: 'your-secret-key-change-me-in-production' },
    'BETTER_AUTH_SECRET reads like an example value',
  ],
])('in production %s is refused', (_, change, problem) => {
  expect(problemsOf({ ...production, ...change })).toEqual([problem]);
});

test.each([undefined, '', 'sk-your-key'])(
  'OPENAI_API_KEY=%s counts as absent, and nothing else is wrong',
  (key) => {
    expect(readConfig({ ...development, OPENAI_API_KEY: key }).openai.apiKey).toBeUndefined();
  },
);

test('the Worker with a bad variable greets at / and answers 503 to all else; the log names it, not its value', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const secret = 'too-short-and-not-to-be-seen';
  const worker = createWorker();
  const ask = (path: string) =>
    worker.fetch(
      new Request(`http://api.test${path}`) as Request<unknown, IncomingRequestCfProperties>,
      { ...production, BETTER_AUTH_SECRET: secret } as Env,
      createExecutionContext(),
    );
  expect(await (await ask('/')).json()).toEqual({ message: 'Todo API is running!' });
  for (const path of ['/health', '/api/tasks', '/nowhere']) {
    const answer = await ask(path);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ detail: 'Service is not configured', code: 'misconfigured' });
  }
  const said = JSON.stringify(error.mock.calls);
  expect(said).toContain('BETTER_AUTH_SECRET has fewer than 32 bytes');
  expect(said).not.toContain(secret);
});

test('in development the answer names the variable too', async () => {
  const error = new Misconfigured(['MCP_TOKEN_SECRET is missing'], false);
  const answer = answerMisconfigured(new Request('http://api.test/health'), error, () => undefined);
  expect(await answer.json()).toMatchObject({
    detail: 'Service is not configured: MCP_TOKEN_SECRET is missing',
  });
});
