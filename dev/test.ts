// `npm test`: everything that must hold before a change lands. `--no-browser` leaves out what needs more than
// npm installs: the tests in a browser and those on a PostgreSQL server.
// The last line is `N passed, N failed`; a step without a report of its own counts as one.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './chromium.ts';
import { onParentGone } from './serve/parent.ts';
import { DATABASE_SUITES, onPostgres } from './test/on-postgres.ts';
import { readPlaywright, readVitest, reportOutcome } from './test/reports.ts';
import { sizeOutcome } from './test/sizes.ts';
import { killCommands, type Outcome, plainOutcome, runCommand, stepEnvironment } from './test/step.ts';

const LIMIT_KB = { api: 900, mcp: 250, site: 250 };
const REPORTS = 'test-results';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
process.env.PATH = `${join(process.cwd(), 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`;
const builds = mkdtempSync(join(tmpdir(), 'edge-todo-builds-'));

const stop = () => {
  killCommands();
  rmSync(builds, { recursive: true, force: true });
  process.exit(1);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
if (process.env.npm_lifecycle_event) onParentGone(stop);

const plain = (command: string, ...args: string[]) => {
  return async (name: string) => plainOutcome(name, await runCommand(command, args));
};

const worker = (config: string, folder: string, limitKb: number) => async (name: string) => {
  const args = ['deploy', '--dry-run', '--outdir', join(builds, folder), '-c', config];
  return sizeOutcome(plainOutcome(name, await runCommand('wrangler', args)), join(builds, folder), limitKb);
};

const site = async (name: string) => {
  const folder = join(builds, 'site');
  const code = await runCommand('vite', ['build', 'web', '--outDir', folder, '--emptyOutDir']);
  return sizeOutcome(plainOutcome(name, code), folder, LIMIT_KB.site);
};

const vitest = async (name: string, report = 'vitest', suites: string[] = [], env = stepEnvironment()) => {
  const file = `${REPORTS}/${report}.json`;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await runCommand('vitest', ['run', ...reporters, ...suites], { env });
  return reportOutcome(name, code, file, readVitest);
};

const postgres = (name: string) =>
  onPostgres(name, (TEST_DATABASE_URL) =>
    vitest(name, 'postgres', DATABASE_SUITES, { ...stepEnvironment(), TEST_DATABASE_URL }),
  );

const playwright = async (name: string): Promise<Outcome> => {
  try {
    ensureChromium();
  } catch (error) {
    return { name, passed: 0, failed: 1, reason: (error as Error).message };
  }
  const code = await runCommand('playwright', ['test']);
  return reportOutcome(name, code, `${REPORTS}/playwright.json`, readPlaywright);
};

const steps: [string, (name: string) => Promise<Outcome>][] = [
  ['worker types', plain('node', 'dev/worker-types.ts')],
  ['types', plain('tsc', '-b')],
  ['lint', plain('biome', 'ci', '--colors=off')],
  ['tests', (name) => vitest(name)],
  ['API Worker build', worker('wrangler.toml', 'api', LIMIT_KB.api)],
  ['MCP Worker build', worker('mcp-worker/wrangler.toml', 'mcp', LIMIT_KB.mcp)],
  ['site build', site],
];
if (!process.argv.includes('--no-browser')) {
  steps.push(['database tests on PostgreSQL', postgres], ['browser tests', playwright]);
}

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS);
const outcomes: Outcome[] = [];
for (const [name, run] of steps) {
  const start = performance.now();
  console.log(`\n── ${name}`);
  outcomes.push(await run(name));
  console.log(`── ${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
rmSync(builds, { recursive: true, force: true });

console.log('');
for (const { name, failed, reason } of outcomes) if (failed > 0) console.log(`FAILED ${name}: ${reason}`);
const sum = (key: 'passed' | 'failed') => outcomes.reduce((total, outcome) => total + outcome[key], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
