/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { usePanel } from '../panel-context.ts';

/**
 * A heading inside an answer. All of them are one level below the answer's own: models begin with any
 * depth, and levels that skip lead a screen reader astray. The depth is kept for the eye.
 */
export function MarkdownHeading({ depth, children }: { depth: number; children: ComponentChildren }) {
  const { headingLevel } = usePanel();
  const Tag = `h${Math.min(6, headingLevel + 1)}` as 'h4';
  return (
    <Tag class="markdown-heading" data-depth={depth}>
      {children}
    </Tag>
  );
}
