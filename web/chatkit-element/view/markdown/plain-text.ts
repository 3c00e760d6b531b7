import { Lexer, type Token } from 'marked';
import { decodeEntities } from './entities.ts';

/** Markdown as it is read aloud: words without marks, blocks on lines of their own. */
export function plainText(markdown: string): string {
  return Lexer.lex(markdown)
    .map((token) => textOf(token).trim())
    .filter((line) => line !== '')
    .join('\n');
}

function textOf(token: Token): string {
  if (token.type === 'list') return token.items.map(textOf).join('\n');
  if (token.type === 'table') {
    const rows: { text: string }[][] = [token.header, ...token.rows];
    return rows.map((row) => row.map((cell) => cell.text).join(', ')).join('\n');
  }
  if (token.type === 'br') return '\n';
  if ('tokens' in token && token.tokens) return token.tokens.map(textOf).join('');
  if (token.type === 'code' || token.type === 'codespan') return token.text;
  return decodeEntities('text' in token ? String(token.text) : '');
}
