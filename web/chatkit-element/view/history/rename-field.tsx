/** @jsxImportSource preact */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { fill } from '../../locales/en.ts';
import { Icon } from '../icon.tsx';
import { IconButton } from '../icon-button.tsx';
import { usePanel } from '../panel-context.ts';

const TITLE_MAX = 200;

/** A title in the place of its row: Enter keeps it, Escape leaves the old one. */
export function RenameField(props: { title: string; onSave: (title: string) => void; onCancel: () => void }) {
  const { title, onSave, onCancel } = props;
  const { texts } = usePanel();
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    // The Enter that ends a word of an input method, and the Escape that drops it, are not meant for us.
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key === 'Enter' && composing) event.preventDefault();
    if (event.key !== 'Escape' || composing) return;
    event.preventDefault();
    onCancel();
  };
  return (
    <form
      class="rename"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(input.current?.value.trim() ?? '');
      }}
    >
      <input
        ref={input}
        type="text"
        dir="auto"
        maxLength={TITLE_MAX}
        aria-label={fill(texts.rename_thread, { title })}
        defaultValue={title}
        onKeyDown={onKeyDown}
      />
      <button type="submit" class="icon-button" aria-label={texts.save} title={texts.save}>
        <Icon name="check" />
      </button>
      <IconButton label={texts.cancel} onClick={onCancel}>
        <Icon name="close" />
      </IconButton>
    </form>
  );
}
