import type { MarkedToken, Token } from 'marked';
import type { ComponentChildren } from 'preact';

/** Something among the tokens that is no Markdown: it draws itself, within a line. */
export type DrawnToken = { type: 'drawn'; raw: ''; draw: () => ComponentChildren };

export function isDrawn(token: Token | MarkedToken | DrawnToken): token is DrawnToken {
  return token.type === 'drawn';
}
