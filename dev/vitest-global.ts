// Starts the stand-ins once for all test files: Postgres (in memory, migrated), the model, and the MCP Worker's bundle.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { bundleMcpWorker } from './bundle-mcp-worker.ts';
import { migrate } from './migrate.ts';
import { startNeonHttp } from './neon-http.ts';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const bundleFolder = await mkdtemp(join(tmpdir(), 'mcp-worker-'));
  const [database, model] = await Promise.all([
    startNeonHttp({ port: 0 }),
    startModelIfThere(),
    bundleMcpWorker(bundleFolder),
  ]);
  await migrate(database.databaseUrl, database.endpoint);
  project.provide('databaseUrl', database.databaseUrl);
  project.provide('neonEndpoint', database.endpoint);
  project.provide('modelUrl', model.url);
  project.provide('mcpBundle', join(bundleFolder, 'index.js'));
  return async () => {
    await Promise.all([database.close(), model.close(), rm(bundleFolder, { recursive: true })]);
  };
}

async function startModelIfThere(): Promise<{ url: string; close(): Promise<void> }> {
  const file = new URL('./model/server.ts', import.meta.url);
  if (!existsSync(file)) return { url: 'http://127.0.0.1:9/v1', close: async () => {} };
  const { startModel } = (await import(/* @vite-ignore */ file.href)) as {
    startModel(options: { port: number }): Promise<{ url: string; close(): Promise<void> }>;
  };
  return startModel({ port: 0 });
}
