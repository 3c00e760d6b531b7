// Puts marks into Markdown that has been read: at an offset of the source, never inside code or a link. Pure.
import type { MarkedToken, Token, Tokens } from 'marked';
import type { DrawnToken } from '../markdown/drawn-token.ts';

/** `key` says what is drawn: a block whose marks have the same places and keys stays the same object. */
export type Mark = {
  at: number;
  key: string;
  /** With the word before it, so that no line ends between the two; empty when that is not plain text. */
  draw: (word: string) => ReturnType<DrawnToken['draw']>;
};

/** Placed blocks, so that a growing text does not draw its finished blocks again. */
export type Placed = WeakMap<Token, { key: string; tokens: Token[] }>;

/** `tokens` are the blocks of `source`; `marks` are in the order of their places. */
export function placeMarks(
  tokens: readonly Token[],
  source: string,
  marks: readonly Mark[],
  placed: Placed,
): Token[] {
  const blocks = blocksOf(tokens);
  const all: Token[] = [];
  let block = -1;
  let from = 0;
  for (const token of tokens) {
    if (!isBlock(token)) {
      all.push(token);
      continue;
    }
    block += 1;
    // What stands between two blocks belongs to the first.
    const end = blocks[block + 1] ?? Number.POSITIVE_INFINITY;
    const own: Mark[] = [];
    for (let mark = marks[from]; mark && mark.at < end; mark = marks[from]) {
      own.push(mark);
      from += 1;
    }
    all.push(...(own.length === 0 ? [token] : remembered(token, source, blocks[block] ?? 0, own, placed)));
  }
  return all;
}

function isBlock(token: Token): boolean {
  return token.type !== 'space' && token.type !== 'def';
}

/** Where each block begins. */
function blocksOf(tokens: readonly Token[]): number[] {
  let at = 0;
  return tokens.flatMap((token) => {
    const start = at;
    at += token.raw.length;
    return isBlock(token) ? [start] : [];
  });
}

function remembered(
  token: Token,
  source: string,
  start: number,
  marks: readonly Mark[],
  placed: Placed,
): Token[] {
  const key = marks.map((mark) => `${mark.at - start}:${mark.key}`).join();
  const known = placed.get(token);
  if (known?.key === key) return known.tokens;
  const made = placeInBlock(token, source.slice(start, start + token.raw.length), start, marks);
  placed.set(token, { key, tokens: made });
  return made;
}

/** How far the source has been matched with tokens. */
type Reading = { source: string; cursor: number };

function placeInBlock(token: Token, source: string, start: number, marks: readonly Mark[]): Token[] {
  const last = source.trimEnd().length;
  const queue = marks.map((mark) => ({ ...mark, at: Math.min(last, Math.max(0, mark.at - start)) }));
  const block = walkBlock(token as MarkedToken, { source, cursor: 0 }, queue);
  if (queue.length === 0) return [block];
  // After a block without words of its own, such as code.
  const rest = drawn(queue);
  return [block, { type: 'paragraph', raw: '', text: '', tokens: rest } as Tokens.Paragraph];
}

function walkBlock(token: MarkedToken, reading: Reading, queue: Mark[]): Token {
  switch (token.type) {
    case 'paragraph':
    case 'heading':
      return { ...token, tokens: walkInline(token.tokens, reading, queue) };
    case 'text':
      return token.tokens ? { ...token, tokens: walkInline(token.tokens, reading, queue) } : token;
    case 'blockquote':
      return {
        ...token,
        tokens: token.tokens.map((child) => walkBlock(child as MarkedToken, reading, queue)),
      };
    case 'list':
      return { ...token, items: token.items.map((item) => walkItem(item, reading, queue)) };
    case 'table': {
      const cell = (each: Tokens.TableCell) => ({ ...each, tokens: walkInline(each.tokens, reading, queue) });
      return { ...token, header: token.header.map(cell), rows: token.rows.map((row) => row.map(cell)) };
    }
    default:
      locate(token.raw.trimEnd(), reading);
      return token;
  }
}

function walkItem(item: Tokens.ListItem, reading: Reading, queue: Mark[]): Tokens.ListItem {
  return { ...item, tokens: item.tokens.map((child) => walkBlock(child as MarkedToken, reading, queue)) };
}

function walkInline(tokens: readonly Token[], reading: Reading, queue: Mark[]): Token[] {
  return tokens.flatMap((given) => {
    const token = given as MarkedToken;
    if (token.type === 'text' && !token.tokens) return splitText(token, reading, queue);
    if (token.type === 'strong' || token.type === 'em' || token.type === 'del') {
      const { start, end } = range(token.raw, reading);
      const before = take(queue, start);
      const inner = { ...token, tokens: walkInline(token.tokens, { ...reading, cursor: start }, queue) };
      reading.cursor = end;
      return [...before, inner, ...take(queue, end)];
    }
    const { start, end } = range(token.raw, reading);
    const before = take(queue, start);
    reading.cursor = end;
    return [...before, token, ...take(queue, end)];
  });
}

/** Text of quotes and lists stands in the source line by line, with other signs between the lines. */
function splitText(token: Tokens.Text, reading: Reading, queue: Mark[]): Token[] {
  const pieces: Token[] = [];
  let from = 0;
  const cut = (until: number, marks: readonly Mark[]) => {
    const text = token.raw.slice(from, until);
    const word = marks.length > 0 ? (LAST_WORD.exec(text)?.[0] ?? '') : '';
    const rest = text.slice(0, text.length - word.length);
    if (rest !== '') pieces.push({ ...token, raw: rest, text: rest });
    pieces.push(...drawn(marks, word));
    from = until;
  };
  for (const { offset, length, start } of linesOf(token.raw, reading)) {
    for (let mark = queue[0]; mark && mark.at <= start + length; mark = queue[0]) {
      const until = offset + Math.max(0, mark.at - start);
      cut(Math.max(from, isLowSurrogate(token.raw, until) ? until + 1 : until), upTo(queue, mark.at));
    }
  }
  cut(token.raw.length, []);
  return pieces;
}

const LAST_WORD = /(?<!\S)\S{1,24}$/;

type Line = { offset: number; length: number; start: number };

function linesOf(raw: string, reading: Reading): Line[] {
  const whole = locate(raw, reading);
  if (whole !== null) return [{ offset: 0, length: raw.length, start: whole }];
  let offset = 0;
  return raw.split('\n').flatMap((line) => {
    const at = offset;
    offset += line.length + 1;
    const start = line === '' ? null : locate(line, reading);
    return start === null ? [] : [{ offset: at, length: line.length, start }];
  });
}

/** Where `raw` stands next in the source, which is then read up to its end; null when it does not. */
function locate(raw: string, reading: Reading): number | null {
  const start = reading.source.indexOf(raw, reading.cursor);
  if (start < 0) return null;
  reading.cursor = start + raw.length;
  return start;
}

function range(raw: string, reading: Reading): { start: number; end: number } {
  const from = reading.cursor;
  const start = locate(raw, reading);
  return start === null ? { start: from, end: from } : { start, end: reading.cursor };
}

function take(queue: Mark[], until: number): DrawnToken[] {
  return drawn(upTo(queue, until));
}

/** Takes the marks up to a place out of the queue. */
function upTo(queue: Mark[], until: number): Mark[] {
  const count = queue.findIndex((mark) => mark.at > until);
  return queue.splice(0, count < 0 ? queue.length : count);
}

function drawn(marks: readonly Mark[], word = ''): DrawnToken[] {
  return marks.map(({ draw }, index) => ({
    type: 'drawn',
    raw: '',
    draw: () => draw(index === 0 ? word : ''),
  }));
}

function isLowSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
