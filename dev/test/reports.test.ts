import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { marked } from '../serve/marked-processes.ts';
import { readPlaywright, readVitest, reportOutcome } from './reports.ts';
import { codeSize, sizeOutcome } from './sizes.ts';
import { plainOutcome, runCommand, stepEnvironment } from './step.ts';

const folder = mkdtempSync(join(tmpdir(), 'reports-'));
afterAll(() => rmSync(folder, { recursive: true }));

const vitestReport = (passed: number, failed: number, unloaded = 0) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  testResults: Array.from({ length: unloaded }, () => ({ status: 'failed', assertionResults: [] })),
});

const outcome = (code: number, report: unknown, read = readVitest) => {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(report));
  return reportOutcome('unit', code, file, read);
};

test('passed tests and exit code 0 fail nothing', () => {
  expect(outcome(0, vitestReport(3, 0))).toEqual({ name: 'unit', passed: 3, failed: 0 });
});

test.each([
  ['failed tests', 1, vitestReport(2, 1), { passed: 2, failed: 1, reason: '1 of 3 tests failed' }],
  ['a file that does not load', 1, vitestReport(2, 0, 1), { passed: 2, failed: 1 }],
  ['no test at all', 0, vitestReport(0, 0), { passed: 0, failed: 1, reason: 'ran no test' }],
  ['an exit code without a failed test', 1, vitestReport(2, 0), { passed: 2, failed: 1 }],
])('%s count as a failure', (_, code, report, expected) => {
  expect(outcome(code, report)).toMatchObject(expected);
});

test('a missing report is a failure', () => {
  const missing = reportOutcome('unit', 0, join(folder, 'absent.json'), readVitest);
  expect(missing).toMatchObject({ passed: 0, failed: 1, reason: 'wrote no report and ended with code 0' });
});

test('flaky tests and errors outside of tests fail the browser tests', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1 };
  expect(readPlaywright({ stats, errors: [{ message: 'x' }] })).toEqual({ passed: 5, failed: 3 });
});

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

test('a build that is too large, or without any code, fails', () => {
  const empty = mkdtempSync(join(folder, 'empty-'));
  const full = mkdtempSync(join(folder, 'full-'));
  mkdirSync(join(full, 'assets'));
  writeFileSync(join(full, 'assets/a.js'), crypto.getRandomValues(new Uint8Array(3_000)));
  writeFileSync(join(full, 'notes.txt'), 'not code'.repeat(1_000));
  expect(codeSize(full)).toBeGreaterThan(3_000);
  expect(codeSize(full)).toBeLessThan(3_200);
  const build = { name: 'build', passed: 1, failed: 0 };
  expect(sizeOutcome(build, full, 4)).toEqual(build);
  expect(sizeOutcome(build, full, 2)).toMatchObject({ passed: 0, failed: 1 });
  expect(sizeOutcome(build, empty, 2)).toMatchObject({ passed: 0, failed: 1 });
});

test('no database, key or secret of the caller reaches a step', () => {
  process.env.DATABASE_URL = 'postgres://mine';
  process.env.OPENAI_API_KEY = 'sk-mine';
  expect(stepEnvironment()).not.toHaveProperty('DATABASE_URL');
  expect(stepEnvironment()).not.toHaveProperty('OPENAI_API_KEY');
  expect(stepEnvironment()).toHaveProperty('PATH');
});
