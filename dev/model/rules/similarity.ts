// How well a phrase names a title: stemmed words, forgiving of endings and small slips.

const EMPTY_WORDS = new Set(
  (
    'a an the my our your this that these those some any of to for in on at with about and or as is are was be been it its ' +
    'i ive me we you please just already have has had do did done doing finish complete task tasks todo todos item items one ' +
    'ones thing reminder entry list regarding related concerning'
  ).split(' '),
);

const IRREGULAR: Record<string, string> = {
  bought: 'buy',
  paid: 'pay',
  sent: 'send',
  wrote: 'write',
  written: 'write',
  made: 'make',
  got: 'get',
  went: 'go',
  took: 'take',
  taken: 'take',
  met: 'meet',
  saw: 'see',
  spoke: 'speak',
  gave: 'give',
  fed: 'feed',
  swept: 'sweep',
  ran: 'run',
  drove: 'drive',
  brought: 'bring',
  built: 'build',
  found: 'find',
  told: 'tell',
  mum: 'mom',
  mother: 'mom',
};

/** Lower case, without accents and without words that say nothing about which task is meant; stems. */
export function stems(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]s?\b/g, '');
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map(stem).filter((word) => !EMPTY_STEMS.has(word));
}

function stem(word: string): string {
  const regular = IRREGULAR[word] ?? word;
  if (regular.length <= 3) return regular;
  const singular = regular
    .replace(/ies$/, 'y')
    .replace(/(ch|sh|x|ss)es$/, '$1')
    .replace(/([^su])s$/, '$1');
  const root = singular.length > 5 ? singular.replace(/(ing|ed)$/, '') : singular.replace(/ing$/, '');
  const base = root.length < 3 ? singular : root;
  const trimmed = base.length > 3 ? base.replace(/[ey]$/, '') : base;
  return trimmed.replace(/(.)\1$/, '$1');
}

const EMPTY_STEMS = new Set([...EMPTY_WORDS].map(stem));

/**
 * From 0 to 1: mostly how much of the phrase is found in the title, a little how much of the title the phrase
 * covers, so that of two titles which both contain it the shorter wins.
 */
export function similarity(phrase: string, title: string): number {
  const wanted = stems(phrase);
  const present = stems(title);
  if (wanted.length === 0 || present.length === 0) return 0;
  const found = average(wanted.map((word) => best(word, present)));
  const covered = average(present.map((word) => best(word, wanted)));
  return 0.85 * found + 0.15 * covered * found;
}

export function sameTitle(one: string, other: string): boolean {
  const plain = (text: string) =>
    text
      .trim()
      .toLowerCase()
      .replace(/\s+/g, ' ')
      .replace(/[.!?]$/, '');
  return plain(one) === plain(other);
}

function best(word: string, words: string[]): number {
  return Math.max(...words.map((other) => wordSimilarity(word, other)));
}

function wordSimilarity(one: string, other: string): number {
  if (one === other) return 1;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (/\d/.test(one + other) || short.length < 3) return 0;
  if (short.length >= 4 && long.startsWith(short)) return 0.85;
  const likeness = overlap(trigrams(one), trigrams(other));
  return likeness >= 0.4 ? 0.5 + likeness / 2 : 0;
}

function trigrams(word: string): string[] {
  const padded = `  ${word} `;
  return Array.from({ length: padded.length - 2 }, (_, start) => padded.slice(start, start + 3));
}

function overlap(one: string[], other: string[]): number {
  const common = one.filter((gram) => other.includes(gram)).length;
  return (2 * common) / (one.length + other.length);
}

function average(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
