/** @jsxImportSource preact */
import { CopyButton } from '../copy-button.tsx';
import { usePanel } from '../panel-context.ts';

export function CodeBlock({ code, language }: { code: string; language: string }) {
  const { texts } = usePanel();
  return (
    <div class="code">
      <div class="code-bar">
        <span class="code-language">{language}</span>
        <CopyButton text={code} label={texts.copy_code} class="code-copy" />
      </div>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, so the keyboard must reach it
        tabIndex={0}
      >
        <code>{code}</code>
      </pre>
    </div>
  );
}
