/** @jsxImportSource preact */
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { usePanel } from '../panel-context.ts';

/** Asks in the place of the row. What changes nothing has the focus. */
export function DeleteConfirm(props: { title: string; onDelete: () => void; onCancel: () => void }) {
  const { title, onDelete, onCancel } = props;
  const { texts } = usePanel();
  const cancel = useRef<HTMLButtonElement>(null);
  const questionId = useId();
  useLayoutEffect(() => cancel.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onCancel();
  };
  return (
    <div class="confirm" role="alertdialog" aria-labelledby={questionId} onKeyDown={onKeyDown}>
      <p id={questionId}>
        {texts.confirm_delete}
        <span class="confirm-title" dir="auto">
          {title}
        </span>
      </p>
      <button ref={cancel} type="button" class="button" onClick={onCancel}>
        {texts.cancel}
      </button>
      <button type="button" class="button" data-danger onClick={onDelete}>
        {texts.delete}
      </button>
    </div>
  );
}
