/** @jsxImportSource preact */
// The one door to Markdown: text in, elements out. No HTML string exists on the way.
import { useRef } from 'preact/hooks';
import { usePanel } from '../panel-context.ts';
import { renderRuns } from './block-run.tsx';
import { type Lexed, lexMarkdown } from './lex.ts';

/** @param props.streaming The text will still grow. */
export function Markdown({ text, streaming = false }: { text: string; streaming?: boolean }) {
  const { imageHosts } = usePanel();
  const lexed = useRef<Lexed | undefined>(undefined);
  const known = lexed.current;
  if (!known || known.text !== text || !streaming) lexed.current = lexMarkdown(text, known, !streaming);
  return <div class="markdown">{renderRuns(lexed.current?.tokens ?? [], imageHosts)}</div>;
}
