/** @jsxImportSource preact */
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { fill } from '../locales/en.ts';
import { type ChatState, isBusy } from '../state/chat-state.ts';
import { ComposerButton } from './composer-button.tsx';
import { LengthCounter, lengthOf } from './length-counter.tsx';
import { usePanel } from './panel-context.ts';

const LINES_MAX = 8;

/** Where the user writes. What is typed lives in the state, so nothing that happens around it is lost. */
export function Composer({
  state,
  input,
}: {
  state: ChatState;
  input: RefObject<HTMLTextAreaElement | null>;
}) {
  const { texts, options, actions, maxLength } = usePanel();
  const status = state.thread?.status;
  const draft = state.draft.text;
  useGrowth(input, draft);
  if (status?.type === 'closed') return <ClosedBanner reason={status.reason} />;
  const locked = status?.type === 'locked';
  const tooLong = isTooLong(draft, maxLength);
  const canSend = draft.trim() !== '' && !tooLong && !locked && !isBusy(state);

  const submit = () => {
    // What stands in the field now; a key may come before the state of the last one is drawn.
    const text = input.current?.value ?? draft;
    if (isTooLong(text, maxLength)) {
      actions.announce(fill(texts.too_long, { n: lengthOf(text), max: maxLength ?? 0 }));
    } else {
      actions.send(text);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // 229: some input methods confirm a word with an Enter that is not marked as composing.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    submit();
  };
  return (
    <form
      class="composer-frame"
      part="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
        input.current?.focus();
      }}
    >
      <div class="composer" data-locked={locked || undefined}>
        <textarea
          ref={input}
          part="input"
          rows={1}
          aria-label={texts.composer}
          aria-invalid={tooLong || undefined}
          aria-describedby={maxLength === null ? undefined : 'counter'}
          placeholder={
            locked
              ? (status.reason ?? texts.locked)
              : (options.composer?.placeholder ?? texts.message_placeholder)
          }
          enterkeyhint="send"
          dir="auto"
          disabled={locked || state.phase === 'loading'}
          value={draft}
          onInput={(event) => actions.setDraft(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <ComposerButton state={state} canSend={canSend} input={input} />
      </div>
      {maxLength === null ? null : <LengthCounter id="counter" length={lengthOf(draft)} max={maxLength} />}
    </form>
  );
}

function isTooLong(text: string, max: number | null): boolean {
  return max !== null && lengthOf(text) > max;
}

function ClosedBanner({ reason }: { reason: string | undefined }) {
  const { texts, actions } = usePanel();
  return (
    <div class="composer-frame closed" part="banner">
      <p>{reason ?? texts.closed}</p>
      <button type="button" class="button" onClick={actions.newChat}>
        {texts.start_new_chat}
      </button>
    </div>
  );
}

/** As tall as its text, up to some lines. */
function useGrowth(input: RefObject<HTMLTextAreaElement | null>, draft: string): void {
  const lineHeight = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what makes the height
  useLayoutEffect(() => {
    const area = input.current;
    if (!area) return;
    area.style.height = 'auto';
    lineHeight.current ||= Number.parseFloat(getComputedStyle(area).lineHeight) || 24;
    const style = getComputedStyle(area);
    const padding = Number.parseFloat(style.paddingTop) + Number.parseFloat(style.paddingBottom) || 0;
    const max = lineHeight.current * LINES_MAX + padding;
    area.style.height = `${Math.min(area.scrollHeight, max)}px`;
    area.style.overflowY = area.scrollHeight > max ? 'auto' : 'hidden';
  }, [draft, input]);
}
