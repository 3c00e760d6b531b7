/** @jsxImportSource preact */
// The one door to Markdown: text in, elements out. No HTML string exists on the way.
import type { Token } from 'marked';
import { useRef } from 'preact/hooks';
import { usePanel } from '../panel-context.ts';
import { renderRuns } from './block-run.tsx';
import { type Lexed, lexMarkdown } from './lex.ts';

type Props = {
  text: string;
  /** The text will still grow. */
  streaming?: boolean;
  /** Adds to what was read; tokens it has nothing to add to must stay the same objects. */
  edit?: (tokens: readonly Token[], text: string) => readonly Token[];
};

export function Markdown({ text, streaming = false, edit }: Props) {
  const { imageHosts } = usePanel();
  const lexed = useRef<Lexed | undefined>(undefined);
  const known = lexed.current;
  if (!known || known.text !== text || !streaming) lexed.current = lexMarkdown(text, known, !streaming);
  const { tokens = [], text: read = '' } = lexed.current ?? {};
  return (
    <div class="markdown" dir="auto">
      {renderRuns(edit ? edit(tokens, read) : tokens, imageHosts)}
    </div>
  );
}
