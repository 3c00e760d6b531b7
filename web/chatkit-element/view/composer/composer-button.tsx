/** @jsxImportSource preact */
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ChatState } from '../../state/chat-state.ts';
import { Icon } from '../icon.tsx';
import { usePanel } from '../panel-context.ts';

type Props = { state: ChatState; canSend: boolean; input: RefObject<HTMLTextAreaElement | null> };

/** Send, or Stop while an answer comes that the server lets be stopped, or a spinner in between. */
export function ComposerButton({ state, canSend, input }: Props) {
  const { texts, actions } = usePanel();
  const responding = state.phase === 'responding' || state.phase === 'stopping';
  const mode = responding ? (state.allowCancel && state.phase === 'responding' ? 'stop' : 'busy') : 'send';
  const button = useRef<HTMLButtonElement>(null);
  useFocusKeeper(button, input, mode);
  if (mode === 'stop') {
    return (
      <button
        key="stop"
        ref={button}
        type="button"
        class="send"
        part="send"
        aria-label={texts.stop}
        title={texts.stop}
        onClick={actions.stop}
      >
        <Icon name="stop" class="stop-icon" />
      </button>
    );
  }
  return (
    <button
      key="send"
      ref={button}
      type="submit"
      class="send"
      part="send"
      aria-label={texts.send}
      title={texts.send}
      disabled={mode === 'busy' || !canSend}
      data-busy={mode === 'busy' || undefined}
      // A tap must not take the focus from the text, or the keyboard of a phone would close.
      onPointerDown={(event) => event.preventDefault()}
    >
      {mode === 'busy' ? <span class="spinner" aria-hidden="true" /> : <Icon name="arrow-up" />}
    </button>
  );
}

/** A button that goes away while it has the focus hands it to the text, not to the page. */
function useFocusKeeper(
  button: RefObject<HTMLButtonElement | null>,
  input: RefObject<HTMLTextAreaElement | null>,
  mode: string,
): void {
  const root = button.current?.getRootNode() as Document | ShadowRoot | undefined;
  // Asked while drawing, when the old button is still there.
  const had = root !== undefined && root.activeElement === button.current;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the change of mode is what swaps the button
  useLayoutEffect(() => {
    if (had) input.current?.focus({ preventScroll: true });
  }, [mode]);
}
