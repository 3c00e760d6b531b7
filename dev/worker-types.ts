// Generates the runtime and binding types of both Workers (git-ignored, 600 KB each).
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const workers = [
  ['worker', 'wrangler.toml'],
  ['mcp-worker', 'mcp-worker/wrangler.toml'],
];

const codes = await Promise.all(
  workers.map(async ([folder, config]) => {
    const child = spawn(
      'wrangler',
      ['types', `${folder}/worker-configuration.d.ts`, '-c', `${config}`, '--strict-vars=false'],
      { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, WRANGLER_SEND_METRICS: 'false' } },
    );
    const [code] = (await once(child, 'exit')) as [number];
    return code;
  }),
);
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
