/** @jsxImportSource preact */
import { Markdown } from './markdown/markdown.tsx';

export function Disclaimer({ text, highContrast = false }: { text: string; highContrast?: boolean }) {
  return (
    <div class="disclaimer" data-contrast={highContrast ? 'high' : undefined}>
      <Markdown text={text} />
    </div>
  );
}
