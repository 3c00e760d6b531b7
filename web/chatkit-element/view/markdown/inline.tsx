/** @jsxImportSource preact */
import type { MarkedToken, Token } from 'marked';
import { type ComponentChildren, Fragment } from 'preact';
import { safeImage } from './addresses.ts';
import { type DrawnToken, isDrawn } from './drawn-token.ts';
import { decodeEntities } from './entities.ts';
import { MarkdownLink } from './markdown-link.tsx';

/** Draws inline tokens. HTML is text here like everything else. */
export function renderInline(
  tokens: readonly Token[] | undefined,
  imageHosts: readonly string[],
): ComponentChildren {
  return tokens?.map((token, index) => drawInline(token as MarkedToken, index, imageHosts));
}

function drawInline(
  token: MarkedToken | DrawnToken,
  key: number,
  hosts: readonly string[],
): ComponentChildren {
  if (isDrawn(token)) return <Fragment key={key}>{token.draw()}</Fragment>;
  switch (token.type) {
    case 'strong':
      return <strong key={key}>{renderInline(token.tokens, hosts)}</strong>;
    case 'em':
      return <em key={key}>{renderInline(token.tokens, hosts)}</em>;
    case 'del':
      return <del key={key}>{renderInline(token.tokens, hosts)}</del>;
    case 'codespan':
      return <code key={key}>{token.text}</code>;
    case 'br':
      return <br key={key} />;
    case 'link':
      return (
        <MarkdownLink key={key} href={token.autolink ? token.href : decodeEntities(token.href)}>
          {renderInline(token.tokens, hosts)}
        </MarkdownLink>
      );
    case 'image':
      return drawImage(token.href, token.text, key, hosts);
    case 'checkbox':
      return (
        <input key={key} type="checkbox" checked={token.checked} disabled aria-label={token.raw.trim()} />
      );
    case 'text':
      return token.tokens ? renderInline(token.tokens, hosts) : decodeEntities(token.text);
    case 'escape':
      return token.text;
    default:
      return token.raw;
  }
}

function drawImage(source: string, alt: string, key: number, hosts: readonly string[]): ComponentChildren {
  const href = decodeEntities(source);
  const src = safeImage(href, hosts);
  if (src) return <img key={key} src={src} alt={decodeEntities(alt)} loading="lazy" />;
  return (
    <MarkdownLink key={key} href={href}>
      {decodeEntities(alt) || href}
    </MarkdownLink>
  );
}
