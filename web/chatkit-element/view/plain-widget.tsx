/** @jsxImportSource preact */
import { usePanel } from './panel-context.ts';

/** What stands for a widget that cannot be drawn: the words that came with it. */
export function PlainWidget({ text }: { text: string | null | undefined }) {
  const { texts } = usePanel();
  return text ? (
    <p class="plain-widget" dir="auto">
      {text}
    </p>
  ) : (
    <p class="row-note">{texts.widget_unavailable}</p>
  );
}
