import { expect, test, vi } from 'vitest';
import { marked } from '../serve/marked-processes.ts';
import { plainOutcome, runCommand, stepEnvironment } from './step.ts';

test('a command that fails is one failed test and one that cannot start fails too', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  expect(plainOutcome('x', await runCommand(process.execPath, ['-e', 'process.exit(3)']))).toEqual({
    name: 'x',
    passed: 0,
    failed: 1,
    reason: 'ended with code 3',
  });
  expect(await runCommand('/nowhere/program', [])).not.toBe(0);
});

test('a command that does not end is ended, with what it started', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const marker = crypto.randomUUID();
  const env = { PATH: process.env.PATH, MARKER: marker };
  const code = runCommand('sh', ['-c', 'sleep 600 & while :; do sleep 1; done'], { env, timeoutMs: 500 });
  await vi.waitFor(() => expect(marked(marker).length).toBeGreaterThanOrEqual(2));
  expect(await code).not.toBe(0);
  await vi.waitFor(() => expect(marked(marker)).toEqual([]));
});

test('no database, key or secret of the caller reaches a step', () => {
  vi.stubEnv('DATABASE_URL', 'postgres://mine');
  vi.stubEnv('TEST_DATABASE_URL', 'postgres://my-server');
  vi.stubEnv('OPENAI_API_KEY', 'sk-mine');
  expect(stepEnvironment()).not.toHaveProperty('DATABASE_URL');
  expect(stepEnvironment()).not.toHaveProperty('TEST_DATABASE_URL');
  expect(stepEnvironment()).not.toHaveProperty('OPENAI_API_KEY');
  expect(stepEnvironment()).toHaveProperty('PATH');
});
