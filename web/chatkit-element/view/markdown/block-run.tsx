/** @jsxImportSource preact */
import type { Token } from 'marked';
import { Component, type ComponentChildren } from 'preact';
import { renderBlocks } from './block.tsx';

const RUN = 40;

type RunProps = { tokens: readonly Token[]; imageHosts: readonly string[] };

/** Some blocks in a row. A long answer has thousands; while it grows, only its last run is looked at. */
class BlockRun extends Component<RunProps> {
  override shouldComponentUpdate(next: RunProps): boolean {
    const { tokens, imageHosts } = this.props;
    return (
      next.imageHosts !== imageHosts ||
      next.tokens.length !== tokens.length ||
      next.tokens.some((token, index) => token !== tokens[index])
    );
  }

  override render({ tokens, imageHosts }: RunProps) {
    return <>{renderBlocks(tokens, imageHosts)}</>;
  }
}

export function renderRuns(tokens: readonly Token[], imageHosts: readonly string[]): ComponentChildren {
  return Array.from({ length: Math.ceil(tokens.length / RUN) }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: blocks are only ever appended
    <BlockRun key={index} tokens={tokens.slice(index * RUN, (index + 1) * RUN)} imageHosts={imageHosts} />
  ));
}
