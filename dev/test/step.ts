// One step of `npm test`: a command, its outcome, and what its report says about single tests.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

export type Outcome = {
  name: string;
  passed: number;
  failed: number;
  /** Why, when something failed: a sentence without a dot. */
  reason?: string;
};

/** Runs a command of node_modules/.bin with its output on this terminal; resolves with its exit code. */
export async function runCommand(command: string, args: string[], env = stepEnvironment()): Promise<number> {
  const child = spawn(command, args, { stdio: 'inherit', env });
  try {
    const [code] = (await once(child, 'exit')) as [number | null];
    return code ?? 1;
  } catch (error) {
    console.error((error as Error).message);
    return 127;
  }
}

/** A step without a report counts as one test. */
export function plainOutcome(name: string, code: number): Outcome {
  return code === 0
    ? { name, passed: 1, failed: 0 }
    : { name, passed: 0, failed: 1, reason: `ended with code ${code}` };
}

/** The settings of whoever runs the tests are none of theirs. */
export function stepEnvironment(): NodeJS.ProcessEnv {
  const {
    DATABASE_URL: _database,
    NEON_HTTP_ENDPOINT: _endpoint,
    OPENAI_API_KEY: _key,
    OPENAI_BASE_URL: _url,
    BETTER_AUTH_SECRET: _auth,
    MCP_TOKEN_SECRET: _mcp,
    FORCE_COLOR: _color,
    ...env
  } = process.env;
  return { ...env, WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' };
}
