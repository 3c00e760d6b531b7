// Runs in every test file, also inside workerd. What the product logs as a warning or an error without the test
// having asked for it (`vi.spyOn(console, 'error').mockImplementation(…)`) fails the test.
import { afterEach } from 'vitest';

const unexpected: string[] = [];

for (const level of ['error', 'warn'] as const) {
  console[level] = (...parts: unknown[]) => {
    unexpected.push(`console.${level}: ${parts.map(toText).join(' ')}`);
  };
}

afterEach(() => {
  const said = unexpected.splice(0);
  if (said.length > 0) throw new Error(`Unexpected output:\n${said.join('\n')}`);
});

function toText(part: unknown): string {
  if (part instanceof Error) return part.stack ?? String(part);
  return typeof part === 'string' ? part : JSON.stringify(part);
}
