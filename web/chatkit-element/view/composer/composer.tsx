/** @jsxImportSource preact */
import type { RefObject } from 'preact';
import { fill } from '../../locales/en.ts';
import { type ChatState, isOpen } from '../../state/chat-state.ts';
import { refusalOf } from '../../state/compose.ts';
import { usePanel } from '../panel-context.ts';
import { ClosedBanner } from './closed-banner.tsx';
import { ComposerButton } from './composer-button.tsx';
import { ComposerInput } from './input.tsx';
import { ComposerBar, DraftParts, hasBar } from './lazy-parts.tsx';
import { LengthCounter, lengthOf } from './length-counter.tsx';

type Props = {
  state: ChatState;
  input: RefObject<HTMLTextAreaElement | null>;
};

/** Where the user writes. What is typed lives in the state, so nothing that happens around it is lost. */
export function Composer({ state, input }: Props) {
  const { actions, texts, options, maxLength } = usePanel();
  const status = state.thread?.status;
  if (status?.type === 'closed') return <ClosedBanner reason={status.reason} />;
  const { text: draft, attachments, quote } = state.draft;
  const withBar = hasBar(options);
  const tooLong = isTooLong(draft, maxLength);
  const canSend = !tooLong && refusalOf(state) === null;

  const submit = () => {
    // What stands in the field now; a key may come before the state of the last one is drawn.
    const text = input.current?.value ?? draft;
    if (isTooLong(text, maxLength)) {
      actions.announce(fill(texts.too_long, { n: lengthOf(text), max: maxLength ?? 0 }));
      return;
    }
    const refusal = actions.send();
    if (refusal === 'uploading') actions.announce(texts.upload_running);
    if (refusal === 'upload_failed') actions.announce(texts.upload_blocks);
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
      <div class="composer" data-locked={!isOpen(state) || undefined} data-bar={withBar || undefined}>
        {attachments.length > 0 || quote !== '' ? <DraftParts draft={state.draft} input={input} /> : null}
        <ComposerInput state={state} input={input} tooLong={tooLong} onSubmit={submit} />
        <div class="bar">
          {withBar ? <ComposerBar state={state} input={input} /> : null}
          <ComposerButton state={state} canSend={canSend} input={input} />
        </div>
      </div>
      {maxLength === null ? null : <LengthCounter id="counter" length={lengthOf(draft)} max={maxLength} />}
    </form>
  );
}

function isTooLong(text: string, max: number | null): boolean {
  return max !== null && lengthOf(text) > max;
}
