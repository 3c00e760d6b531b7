// The JSON reports of Vitest and Playwright → counts. What a report does not say is a failure, never a pass.
import { existsSync, readFileSync } from 'node:fs';
import type { Outcome } from './step.ts';

type Counts = { passed: number; failed: number };

/** `code` is the runner's exit code; it also fails the step when every counted test passed. */
export function reportOutcome(
  name: string,
  code: number,
  file: string,
  read: (report: unknown) => Counts,
): Outcome {
  if (!existsSync(file))
    return { name, passed: 0, failed: 1, reason: `wrote no report and ended with code ${code}` };
  const { passed, failed } = read(JSON.parse(readFileSync(file, 'utf8')));
  if (failed > 0) return { name, passed, failed, reason: `${failed} of ${passed + failed} tests failed` };
  if (passed === 0) return { name, passed, failed: 1, reason: 'ran no test' };
  if (code !== 0)
    return { name, passed, failed: 1, reason: `ended with code ${code} although its tests passed` };
  return { name, passed, failed };
}

/** A file that could not even be loaded counts as one failure. */
export function readVitest(report: unknown): Counts {
  const { numPassedTests, numFailedTests, testResults } = report as {
    numPassedTests: number;
    numFailedTests: number;
    testResults: { status: string; assertionResults: unknown[] }[];
  };
  const unloaded = testResults.filter(({ status, assertionResults }) => {
    return status === 'failed' && assertionResults.length === 0;
  });
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length };
}

/** Errors outside of tests count as failures. */
export function readPlaywright(report: unknown): Counts {
  const { stats, errors } = report as {
    stats: { expected: number; unexpected: number; flaky: number };
    errors: unknown[];
  };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}
