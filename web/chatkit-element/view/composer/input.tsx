/** @jsxImportSource preact */
import type { RefObject, TargetedInputEvent } from 'preact';
import type { ChatState } from '../../state/chat-state.ts';
import { toolOf } from '../../state/choice.ts';
import { usePanel } from '../panel-context.ts';
import { Suggestions } from './suggestions.tsx';
import { useGrowth } from './use-growth.ts';

type Props = {
  state: ChatState;
  input: RefObject<HTMLTextAreaElement | null>;
  tooLong: boolean;
  onSubmit: () => void;
};

/** The text itself. Enter sends; Shift+Enter is a new line. */
export function ComposerInput({ state, input, tooLong, onSubmit }: Props) {
  const { texts, options, actions, maxLength } = usePanel();
  const { draft, thread } = state;
  const locked = thread?.status?.type === 'locked' ? thread.status : null;
  useGrowth(input, draft.text);
  const onInput = ({ currentTarget, inputType }: TargetedInputEvent<HTMLTextAreaElement>) => {
    const { value, selectionEnd } = currentTarget;
    actions.setDraft(value, { caret: selectionEnd, undone: inputType?.startsWith('history') });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.key !== 'Enter' || event.shiftKey) return;
    // 229: some input methods confirm a word with an Enter that is not marked as composing.
    if (event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    onSubmit();
  };
  return (
    <div class="field">
      <Suggestions input={input} draft={draft} />
      <textarea
        ref={input}
        part="input"
        rows={1}
        aria-label={texts.composer}
        aria-invalid={tooLong || undefined}
        aria-describedby={maxLength === null ? undefined : 'counter'}
        placeholder={
          locked
            ? (locked.reason ?? texts.locked)
            : (toolOf(state, options)?.placeholderOverride ??
              options.composer?.placeholder ??
              texts.message_placeholder)
        }
        enterkeyhint="send"
        dir={draft.text ? 'auto' : undefined}
        disabled={locked !== null || state.phase === 'loading'}
        value={draft.text}
        onInput={onInput}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}
