/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { usePanel } from './panel-context.ts';

const SHOWN_MS = 1500;

/** Copies a text and says so for a moment, to the eye and to the live region. */
export function CopyButton(props: { text: string; label: string; class?: string }) {
  const { texts, actions } = usePanel();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text);
      setCopied(true);
      actions.announce(texts.copied);
    } catch {
      // Without permission or a secure context nothing was copied, and nothing claims it was.
    }
  };
  return (
    <button
      type="button"
      class={`icon-button ${props.class ?? ''}`}
      aria-label={props.label}
      title={copied ? texts.copied : props.label}
      onClick={() => void copy()}
    >
      <Icon name={copied ? 'check' : 'copy'} />
    </button>
  );
}
