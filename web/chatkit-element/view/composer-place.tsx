/** @jsxImportSource preact */
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { StructuredInputItem } from '#chatkit/protocol/items.ts';
import type { ChatState } from '../state/chat-state.ts';
import { waitingForm } from '../state/waiting.ts';
import { Composer } from './composer/composer.tsx';
import { lazy } from './lazy.tsx';

type Props = { state: ChatState; input: RefObject<HTMLTextAreaElement | null> };

export type FormProps = Props & {
  item: StructuredInputItem;
  /** The composer that it replaces had the focus. */
  takesFocus: boolean;
  /** The user has answered or skipped; the composer is next. */
  onLeave: () => void;
};

/** Without its code the questions cannot be answered one by one, but a message can be written. */
const QuestionForm = lazy<FormProps>(
  async () => (await import('./structured-input/question-form.tsx')).QuestionForm,
  { Waiting: Composer, Failed: Composer },
);

/** Where the user answers: a message of their own, or the questions that the assistant asks. */
export function ComposerPlace({ state, input }: Props) {
  const item = waitingForm(state);
  const returns = useRef(false);
  const asked = useRef<string | null>(null);
  const takesFocus = useRef(false);
  const asks = item !== null;
  // Asked while drawing, when what is replaced is still there.
  if (item && asked.current !== item.id) takesFocus.current = hasFocus(input.current);
  asked.current = item?.id ?? null;
  useEffect(() => {
    if (asks || !returns.current) return;
    returns.current = false;
    input.current?.focus();
  }, [asks, input]);
  if (!item) return <Composer state={state} input={input} />;
  const onLeave = () => {
    returns.current = true;
  };
  const props = { state, input, item, takesFocus: takesFocus.current, onLeave };
  // A second set of questions is another form.
  return <QuestionForm key={item.id} {...props} />;
}

function hasFocus(field: HTMLElement | null): boolean {
  return field !== null && (field.getRootNode() as ShadowRoot).activeElement === field;
}
