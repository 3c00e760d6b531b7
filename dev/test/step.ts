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

const TIMEOUT_MS = 15 * 60_000;
const groups = new Set<number>();

/**
 * Runs a command of node_modules/.bin with its output on this terminal; resolves with its exit code. One that takes
 * longer than a quarter of an hour is ended: a test that never returns must not hold everything up.
 */
export async function runCommand(
  command: string,
  args: string[],
  { env = stepEnvironment(), timeoutMs = TIMEOUT_MS } = {},
): Promise<number> {
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env, detached: true });
  if (child.pid) groups.add(child.pid);
  const timer = setTimeout(() => {
    console.error(`${command} did not end within ${timeoutMs / 1000} s.`);
    killGroup(child.pid);
  }, timeoutMs);
  try {
    const [code] = (await once(child, 'exit')) as [number | null];
    return code ?? 1;
  } catch (error) {
    console.error((error as Error).message);
    return 127;
  } finally {
    clearTimeout(timer);
    killGroup(child.pid); // what it left behind
    if (child.pid) groups.delete(child.pid);
  }
}

/** Ends what runs now, with all that it started. */
export function killCommands(): void {
  for (const pid of groups) killGroup(pid);
}

function killGroup(pid: number | undefined): void {
  try {
    if (pid) process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
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
    TEST_DATABASE_URL: _testDatabase,
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
