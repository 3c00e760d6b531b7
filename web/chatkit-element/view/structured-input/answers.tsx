/** @jsxImportSource preact */
import { useRef } from 'preact/hooks';
import type { StructuredInputItem } from '#chatkit/protocol/items.ts';
import type { ItemRow } from '../../state/chat-state.ts';
import { useStyles } from '../adopt-styles.ts';
import { usePanel } from '../panel-context.ts';
import { RowNote } from '../row-note.tsx';
import css from './answers.css?inline';

/** What the user answered to questions of the assistant, in the thread. */
export function Answers({ row, item }: { row: ItemRow; item: StructuredInputItem }) {
  const { texts, headingLevel } = usePanel();
  const box = useRef<HTMLElement>(null);
  useStyles(box, css);
  const Heading = `h${headingLevel}` as 'h3';
  return (
    <article ref={box} class="user">
      <Heading class="visually-hidden">{texts.your_answers}</Heading>
      {item.status === 'skipped' ? (
        <p class="row-note">{texts.questions_skipped}</p>
      ) : (
        <dl class="answers">
          {item.inputs.map(({ id, question, answer }) => (
            <div key={id}>
              <dt dir="auto">{question}</dt>
              {answer && answer.values.length > 0 ? (
                answer.values.map((value) => (
                  <dd key={value} dir="auto">
                    {value}
                  </dd>
                ))
              ) : (
                <dd class="answer-skipped">{texts.skipped}</dd>
              )}
            </div>
          ))}
        </dl>
      )}
      <RowNote mark={row.mark} />
    </article>
  );
}
