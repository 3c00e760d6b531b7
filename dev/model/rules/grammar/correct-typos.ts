// Slips in the words that carry the meaning: the verb at the start, and words about tasks. Titles are left alone.

const VERBS = [
  'delete',
  'remove',
  'complete',
  'finish',
  'rename',
  'change',
  'update',
  'show',
  'list',
  'mark',
  'create',
  'remind',
  'reopen',
  'clear',
  'what',
];
const WORDS = [
  'task',
  'tasks',
  'pending',
  'completed',
  'complete',
  'finished',
  'description',
  'done',
  'first',
  'second',
  'everything',
];

export function corrected(sentence: string): string {
  const words = sentence.split(' ');
  return words.map((word, index) => correctedWord(word, index === 0 ? VERBS : WORDS)).join(' ');
}

function correctedWord(word: string, known: string[]): string {
  const [, letters = word, rest = ''] = /^([a-z]+)([.,;:!?]*)$/i.exec(word) ?? [];
  const right = nearest(letters, known);
  return right === null ? word : right + rest;
}

function nearest(word: string, known: string[]): string | null {
  const bare = word.toLowerCase();
  if (!/^[a-z]{4,}$/.test(bare) || known.includes(bare)) return null;
  const limit = bare.length >= 7 ? 2 : 1;
  return (
    known.find((other) => Math.abs(other.length - bare.length) <= limit && distance(bare, other) <= limit) ??
    null
  );
}

/** Edits between two words, a swap of neighbours counted as one. */
function distance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current.push(
        Math.min(
          cell(rows, row - 1, column) + 1,
          (current[column - 1] ?? 0) + 1,
          cell(rows, row - 1, column - 1) + (same ? 0 : 1),
          swapped ? cell(rows, row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    rows.push(current);
  }
  return cell(rows, one.length, other.length);
}

function cell(rows: number[][], row: number, column: number): number {
  return rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
}
