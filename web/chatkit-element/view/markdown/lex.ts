// Markdown that grows: what is finished keeps its tokens, only the last blocks are read again.
import { Lexer, type Token } from 'marked';

export type Lexed = {
  text: string;
  tokens: readonly Token[];
  /** Length of the text, and number of the tokens, that more text can no longer change. */
  settledLength: number;
  settledTokens: number;
};

const NOTHING: Lexed = { text: '', tokens: [], settledLength: 0, settledTokens: 0 };

// A list may go on after a blank line and a line that does not look like an item yet.
const OPEN_BLOCKS = 2;

/**
 * Reads `text`, reusing `before` when the text only grew. Tokens that did not change are the same objects.
 * `final` reads all of it once more, because a link may be defined below its use.
 */
export function lexMarkdown(source: string, before: Lexed = NOTHING, final = true): Lexed {
  // The lexer does the same, and lengths are counted in what it read.
  const text = source.replace(/\r\n?/g, '\n');
  if (final || !text.startsWith(before.text)) {
    return settle(text, reuse(Lexer.lex(text), before.tokens), 0, 0);
  }
  if (text === before.text) return before;
  const kept = before.tokens.slice(0, before.settledTokens);
  const tail = Lexer.lex(text.slice(before.settledLength));
  const tokens = [...kept, ...reuse(tail, before.tokens.slice(before.settledTokens))];
  return settle(text, tokens, before.settledLength, before.settledTokens);
}

function settle(text: string, tokens: readonly Token[], length: number, count: number): Lexed {
  let settledLength = length;
  let settledTokens = count;
  const blocks = tokens.reduce((sum, token) => sum + (token.type === 'space' ? 0 : 1), 0);
  let passed = tokens.slice(0, count).reduce((sum, token) => sum + (token.type === 'space' ? 0 : 1), 0);
  for (const token of tokens.slice(count)) {
    if (passed >= blocks - OPEN_BLOCKS) break;
    settledLength += token.raw.length;
    settledTokens += 1;
    if (token.type !== 'space') passed += 1;
  }
  return { text, tokens, settledLength, settledTokens };
}

/** A definition of a link changes what other blocks mean, so then nothing is taken over. */
function reuse(tokens: Token[], before: readonly Token[]): Token[] {
  if (tokens.some((token) => token.type === 'def')) return tokens;
  return tokens.map((token, index) => {
    const old = before[index];
    return old && old.type === token.type && old.raw === token.raw ? old : token;
  });
}
