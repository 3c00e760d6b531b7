/** @jsxImportSource preact */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { StructuredInputSubmission } from '#chatkit/protocol/structured-input.ts';
import {
  NO_REPLY,
  type Replies,
  type Reply,
  skippedSubmission,
  submissionOf,
  unfinished,
} from '../../state/structured-input.ts';
import { useStyles } from '../adopt-styles.ts';
import type { FormProps } from '../composer-place.tsx';
import { usePanel } from '../panel-context.ts';
import css from './question-form.css?inline';
import { QuestionView } from './question-view.tsx';

const ANNOUNCE_AFTER_MS = 1000;

/** The questions of the assistant, in the place of the composer. What was chosen survives leaving the thread. */
export function QuestionForm({ item, input, onLeave }: FormProps) {
  const { texts, actions } = usePanel();
  const form = useRef<HTMLFormElement>(null);
  const [replies, setReplies] = useState<Replies>(() => actions.keptReplies(item.id) ?? new Map());
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [isEmpty, setIsEmpty] = useState(false);
  // Asked while drawing, when the composer that it replaces is still there.
  const [takesFocus] = useState(() => hasFocus(input.current));
  useStyles(form, css);
  useLayoutEffect(() => {
    if (takesFocus) form.current?.querySelector<HTMLElement>('input, textarea')?.focus();
  }, [takesFocus]);
  useEffect(() => {
    // After the answer that stands before the questions.
    const timer = setTimeout(() => actions.announce(texts.questions_waiting), ANNOUNCE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [actions, texts]);

  const change = (id: string, reply: Reply) => {
    const next = new Map(replies).set(id, reply);
    setReplies(next);
    setMissing(missing.filter((each) => each !== id));
    setIsEmpty(false);
    actions.keepReplies(item.id, next);
  };
  const leave = (submission: StructuredInputSubmission) => {
    onLeave();
    actions.answerForm(item, submission);
  };
  const submit = () => {
    const open = unfinished(item, replies);
    const submission = submissionOf(item, replies);
    setMissing(open);
    setIsEmpty(open.length === 0 && submission === null);
    if (open.length === 0 && submission) leave(submission);
  };
  useLayoutEffect(() => {
    if (missing.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    // The fields that are complained of, not each letter that mends them.
  }, [missing]);

  return (
    <form
      ref={form}
      class="composer-frame questions-frame"
      part="composer"
      noValidate
      aria-label={texts.questions}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
        event.preventDefault();
        submit();
      }}
    >
      <div class="questions">
        <div class="question-list">
          {item.inputs.map((question) => (
            <QuestionView
              key={question.id}
              question={question}
              reply={replies.get(question.id) ?? NO_REPLY}
              isMissing={missing.includes(question.id)}
              onChange={(reply) => change(question.id, reply)}
            />
          ))}
        </div>
        {isEmpty ? (
          <p class="question-error" role="alert">
            {texts.answer_something}
          </p>
        ) : null}
        <div class="question-buttons">
          <button type="button" class="button" onClick={() => leave(skippedSubmission(item))}>
            {texts.skip}
          </button>
          <button type="submit" class="button question-submit">
            {texts.submit_answers}
          </button>
        </div>
      </div>
    </form>
  );
}

function hasFocus(field: HTMLElement | null): boolean {
  return field !== null && (field.getRootNode() as ShadowRoot).activeElement === field;
}
