/** @jsxImportSource preact */
import { useId } from 'preact/hooks';
import type {
  FreeformInput,
  MultipleChoiceInput,
  StructuredInput,
} from '#chatkit/protocol/structured-input.ts';
import { fill } from '../../locales/en.ts';
import type { Reply } from '../../state/structured-input.ts';
import { usePanel } from '../panel-context.ts';

type Props<Question> = {
  question: Question;
  reply: Reply;
  /** "Other" was chosen and left empty. */
  isMissing: boolean;
  onChange: (edit: (reply: Reply) => Reply) => void;
};

/** One question with what can be answered. */
export function QuestionView(props: Props<StructuredInput>) {
  const { question } = props;
  if (question.type === 'multiple_choice') return <Choices {...props} question={question} />;
  return question.type === 'freeform' ? <Freeform {...props} question={question} /> : null;
}

function Choices({ question, reply, isMissing, onChange }: Props<MultipleChoiceInput>) {
  const { texts } = usePanel();
  const id = useId();
  const { multiple } = question;
  const { chosen, own } = reply;
  const toggle = (value: string, on: boolean) => {
    if (!multiple) return onChange(() => ({ chosen: [value], own: null }));
    const values = question.options.map((option) => option.value);
    // In the order in which they are offered.
    onChange((before) => ({
      ...before,
      chosen: values.filter((each) => (each === value ? on : before.chosen.includes(each))),
    }));
  };
  const toggleOwn = (on: boolean) =>
    onChange((before) => ({ chosen: multiple ? before.chosen : [], own: on ? (before.own ?? '') : null }));
  const choice = (label: string, isOn: boolean, onToggle: (on: boolean) => void) => (
    <label class="choice">
      <input
        type={multiple ? 'checkbox' : 'radio'}
        name={id}
        checked={isOn}
        onChange={(event) => onToggle(event.currentTarget.checked)}
      />
      <span dir="auto">{label}</span>
    </label>
  );
  return (
    <fieldset class="question">
      <legend dir="auto">
        {question.question}
        {multiple ? <span class="question-hint">{texts.choose_any}</span> : null}
      </legend>
      {question.options.map(({ value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: options do not move, and two may read the same
        <div key={index}>{choice(value, chosen.includes(value), (on) => toggle(value, on))}</div>
      ))}
      {choice(texts.other, own !== null, toggleOwn)}
      {own === null ? null : (
        <input
          type="text"
          class="question-field"
          dir="auto"
          aria-label={fill(texts.other_answer, { question: question.question })}
          aria-invalid={isMissing}
          aria-describedby={isMissing ? `${id}-error` : undefined}
          value={own}
          onInput={({ currentTarget: { value } }) => onChange((before) => ({ ...before, own: value }))}
        />
      )}
      {isMissing ? (
        <p class="question-error" id={`${id}-error`}>
          {texts.write_answer}
        </p>
      ) : null}
    </fieldset>
  );
}

function Freeform({ question, reply, onChange }: Props<FreeformInput>) {
  const id = useId();
  const { description } = question;
  return (
    <div class="question">
      <label class="question-label" for={id} dir="auto">
        {question.question}
      </label>
      {description ? (
        <p class="question-hint" id={`${id}-hint`} dir="auto">
          {description}
        </p>
      ) : null}
      <textarea
        id={id}
        class="question-field"
        rows={2}
        dir="auto"
        aria-describedby={description ? `${id}-hint` : undefined}
        value={reply.own ?? ''}
        onInput={({ currentTarget: { value } }) => onChange(() => ({ chosen: [], own: value }))}
      />
    </div>
  );
}
