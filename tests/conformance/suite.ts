// The official conformance suite as a child process, and what it found.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SUITE = 'node_modules/@modelcontextprotocol/conformance/dist/index.js';

export type Check = {
  id: string;
  status: 'SUCCESS' | 'FAILURE' | 'WARNING' | 'SKIPPED' | 'INFO';
  errorMessage?: string;
};
export type Outcome = { code: number; output: string; scenarios: Map<string, Check[]> };

/** @param onOutput Hears all that the suite has said so far, whenever it says more. */
export async function runSuite(
  args: string[],
  onOutput: (output: string) => void = () => {},
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const child = spawn(process.execPath, [SUITE, ...args, '-o', folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: folder, NO_COLOR: '1' } as NodeJS.ProcessEnv,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      onOutput(output);
    });
  }
  try {
    const [code] = (await once(child, 'close')) as [number];
    return { code, output, scenarios: readScenarios(folder) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The folders are called `server-NAME-2026-11-21T…`. */
function readScenarios(folder: string): Map<string, Check[]> {
  return new Map(
    readdirSync(folder).map((name) => [
      name.replace(/^(server|authorization-server)-/, '').replace(/-\d{4}-\d\d-\d\dT.*$/, ''),
      readChecks(join(folder, name, 'checks.json')),
    ]),
  );
}

/** A scenario that ended early has written none. */
const readChecks = (file: string): Check[] =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Check[]) : [];
