import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readPlaywright, readVitest, reportOutcome } from './reports.ts';

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
