/** @jsxImportSource preact */
import type { MarkedToken, Token, Tokens } from 'marked';
import { Component, type ComponentChildren } from 'preact';
import { CodeBlock } from './code-block.tsx';
import { renderInline } from './inline.tsx';
import { MarkdownHeading } from './markdown-heading.tsx';

type BlockProps = { token: Token; imageHosts: readonly string[] };

/** One block. Settled tokens keep their identity, so while a text grows only its end is drawn again. */
export class Block extends Component<BlockProps> {
  override shouldComponentUpdate(next: BlockProps): boolean {
    return next.token !== this.props.token || next.imageHosts !== this.props.imageHosts;
  }

  override render({ token, imageHosts }: BlockProps) {
    return drawBlock(token as MarkedToken, imageHosts);
  }
}

/** Blocks keep their place by number: what was drawn before stays the same element. */
export function renderBlocks(tokens: readonly Token[], imageHosts: readonly string[]): ComponentChildren {
  return tokens.map((token, index) => {
    if (token.type === 'space' || token.type === 'def') return null;
    // biome-ignore lint/suspicious/noArrayIndexKey: blocks are only ever appended
    return <Block key={index} token={token} imageHosts={imageHosts} />;
  });
}

function drawBlock(token: MarkedToken, hosts: readonly string[]): ComponentChildren {
  switch (token.type) {
    case 'heading':
      return <MarkdownHeading depth={token.depth}>{renderInline(token.tokens, hosts)}</MarkdownHeading>;
    case 'code':
      return <CodeBlock code={token.text} language={/^\S*/.exec(token.lang ?? '')?.[0] ?? ''} />;
    case 'blockquote':
      return <blockquote>{renderBlocks(token.tokens, hosts)}</blockquote>;
    case 'list':
      return drawList(token, hosts);
    case 'table':
      return drawTable(token, hosts);
    case 'hr':
      return <hr />;
    case 'paragraph':
      return <p>{renderInline(token.tokens, hosts)}</p>;
    case 'text':
      return renderInline([token], hosts);
    default:
      return <p>{token.raw.trimEnd()}</p>;
  }
}

function drawList(token: Tokens.List, hosts: readonly string[]): ComponentChildren {
  const items = token.items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: items are only ever appended
    <li key={index} class={item.task ? 'task-item' : undefined}>
      {item.loose ? renderBlocks(item.tokens, hosts) : drawTight(item.tokens, hosts)}
    </li>
  ));
  if (!token.ordered) return <ul>{items}</ul>;
  return <ol start={token.start === '' ? 1 : token.start}>{items}</ol>;
}

function drawTight(tokens: readonly Token[], hosts: readonly string[]): ComponentChildren {
  return tokens.map((token, index) =>
    token.type === 'text' || token.type === 'checkbox' ? (
      renderInline([token], hosts)
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: blocks are only ever appended
      <Block key={index} token={token} imageHosts={hosts} />
    ),
  );
}

function drawTable({ header, rows }: Tokens.Table, hosts: readonly string[]): ComponentChildren {
  const cell = (Tag: 'th' | 'td') => (content: Tokens.TableCell, index: number) => (
    <Tag key={index} data-align={content.align ?? undefined}>
      {renderInline(content.tokens, hosts)}
    </Tag>
  );
  return (
    <div
      class="table"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways
      tabIndex={0}
    >
      <table>
        <thead>
          <tr>{header.map(cell('th'))}</tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are only ever appended
            <tr key={index}>{row.map(cell('td'))}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
