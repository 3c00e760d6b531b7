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
const NO_REPLIES: Replies = new Map();

/** The questions of the assistant, in the place of the composer. What was chosen survives leaving the thread. */
export function QuestionForm({ item, takesFocus, onLeave }: FormProps) {
  const { texts, actions } = usePanel();
  const form = useRef<HTMLFormElement>(null);
  // As they are now: two changes may come before the first of them is drawn.
  const now = () => actions.keptReplies(item.id) ?? NO_REPLIES;
  const [replies, setReplies] = useState(now);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [attempts, setAttempts] = useState(0);
  const [isEmpty, setIsEmpty] = useState(false);
  useStyles(form, css);
  useLayoutEffect(() => {
    if (takesFocus) form.current?.querySelector<HTMLElement>('input, textarea')?.focus();
  }, [takesFocus]);
  useEffect(() => {
    // After the answer that stands before the questions.
    const timer = setTimeout(() => actions.announce(texts.questions_waiting), ANNOUNCE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [actions, texts]);

  const change = (id: string, edit: (reply: Reply) => Reply) => {
    const next = new Map(now()).set(id, edit(now().get(id) ?? NO_REPLY));
    actions.keepReplies(item.id, next);
    setReplies(next);
    setMissing((ids) => ids.filter((each) => each !== id));
    setIsEmpty(false);
  };
  const leave = (submission: StructuredInputSubmission) => {
    onLeave();
    actions.answerForm(item, submission);
  };
  const submit = () => {
    const open = unfinished(item, now());
    const submission = submissionOf(item, now());
    setMissing(open);
    if (open.length > 0) setAttempts((count) => count + 1);
    setIsEmpty(open.length === 0 && submission === null);
    if (open.length === 0 && submission) leave(submission);
  };
  // With each attempt to submit, and not with each letter that mends a field.
  useLayoutEffect(() => {
    if (attempts > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [attempts]);

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
              onChange={(edit) => change(question.id, edit)}
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
