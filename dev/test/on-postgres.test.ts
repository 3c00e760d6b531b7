import { globSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { DATABASE_SUITES, onPostgres } from './on-postgres.ts';

const passed = { name: 'x', passed: 1, failed: 0 };
const aServer = () => {
  const close = vi.fn(async () => {});
  return { close, start: async () => ({ url: 'postgres://own', close }) };
};

afterEach(() => vi.unstubAllEnvs());

test('the suites run on a server of the step, which ends with them, also when they throw', async () => {
  vi.stubEnv('TEST_DATABASE_URL', undefined);
  const { start, close } = aServer();
  const run = vi.fn(async () => passed);
  expect(await onPostgres('x', run, start)).toEqual(passed);
  expect(run).toHaveBeenCalledWith('postgres://own');
  await expect(onPostgres('x', () => Promise.reject(new Error('broken')), start)).rejects.toThrow('broken');
  expect(close).toHaveBeenCalledTimes(2);
});

test('TEST_DATABASE_URL takes the place of a server of the step', async () => {
  vi.stubEnv('TEST_DATABASE_URL', 'postgres://given');
  const run = vi.fn(async () => passed);
  await onPostgres('x', run, () => Promise.reject(new Error('not to be started')));
  expect(run).toHaveBeenCalledWith('postgres://given');
});

test('without any server the step has failed, with the reason', async () => {
  vi.stubEnv('TEST_DATABASE_URL', undefined);
  const outcome = await onPostgres(
    'x',
    async () => passed,
    () => Promise.reject(new Error('No PostgreSQL')),
  );
  expect(outcome).toEqual({ name: 'x', passed: 0, failed: 1, reason: 'No PostgreSQL' });
});

test.each(DATABASE_SUITES)('%s names a suite that exists', (path) => {
  expect(globSync([path, `${path}*.test.ts`, `${path}/**/*.test.ts`]).length).toBeGreaterThan(0);
});
