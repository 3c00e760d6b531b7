// docs/chatkit-protocol.md names a test file for each requirement: does that file know of it?
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ROW = /^\| ([SATWIU]\d\d) \| [^|]+ \| (.+) \|$/gm;
const COUNTS = { S: 48, A: 29, T: 16, W: 6, I: 3, U: 30 };

const rows = Array.from(
  readFileSync('docs/chatkit-protocol.md', 'utf8').matchAll(ROW),
  ([, id = '', where = '']) => ({
    id,
    files: Array.from(where.matchAll(/`([\w./-]+\.ts)`/g), ([, file = '']) => file),
  }),
);

/** The ids that occur in the text; `T12 to T14` names three. */
function idsIn(file: string): Set<string> {
  const found = readFileSync(file, 'utf8').matchAll(/\b([SATWIU])(\d\d)\b(?: to [SATWIU](\d\d)\b)?/g);
  return new Set(
    Array.from(found, ([, letter, first, last = first]) =>
      Array.from({ length: Number(last) - Number(first) + 1 }, (_, n) => {
        return `${letter}${String(Number(first) + n).padStart(2, '0')}`;
      }),
    ).flat(),
  );
}

test('every requirement of the protocol has one row', () => {
  const expected = Object.entries(COUNTS).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, n) => `${letter}${String(n + 1).padStart(2, '0')}`),
  );
  expect(rows.map(({ id }) => id).sort()).toEqual(expected.sort());
});

test('every test file that a requirement cites names the requirement', () => {
  const wrong = rows.flatMap(({ id, files }) =>
    files.filter((file) => !idsIn(file).has(id)).map((file) => `${id} is not in ${file}`),
  );
  expect(wrong).toEqual([]);
  expect(rows.flatMap(({ files }) => files).length).toBeGreaterThan(70);
});
