import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const documents = globSync(['*.md', 'docs/**/*.md', 'chatkit/**/*.md', 'web/**/*.md']).filter(
  (file) => !file.includes('node_modules'),
);
const TOP = /^(chatkit|core|worker|mcp-worker|web|migrations|dev|tests|bench|docs|\.ci)\//;

/** Paths in backticks that start with a top-level folder, and relative links. */
function pathsIn(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const quoted = [...text.matchAll(/`([\w.@-]+(?:\/[\w.@-]+)*\/?)`/g)]
    .map((match) => match[1] ?? '')
    .filter((path) => TOP.test(path));
  const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map((match) =>
    join(dirname(file), match[1] ?? ''),
  );
  return [...quoted, ...links];
}

test.each(documents)('every path that %s cites exists', (file) => {
  expect(pathsIn(file).filter((path) => !existsSync(path))).toEqual([]);
});
