// Starts the stand-ins once for all test files: Postgres (migrated; PGlite in memory, or with TEST_DATABASE_URL a new
// database on that server), the model, and the MCP Worker's bundle.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { bundleMcpWorker } from './bundle-mcp-worker.ts';
import { migrate } from './migrate.ts';
import { startModel } from './model/server.ts';
import { openTestDatabase } from './test-database.ts';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const bundleFolder = await mkdtemp(join(tmpdir(), 'mcp-worker-'));
  const [database, model] = await Promise.all([
    openTestDatabase(process.env.TEST_DATABASE_URL),
    startModel({ port: 0, deltaMs: 0 }),
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
