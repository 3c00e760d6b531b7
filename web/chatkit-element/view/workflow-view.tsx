/** @jsxImportSource preact */
import { useId, useState } from 'preact/hooks';
import type { Workflow } from '#chatkit/protocol/workflow.ts';
import { fill } from '../locales/en.ts';
import type { RowMark } from '../state/chat-state.ts';
import { usePanel } from './panel-context.ts';
import { RowNote } from './row-note.tsx';
import { Badge, TaskBadge } from './task-badge.tsx';
import { TaskDetails } from './task-details.tsx';

const BADGES_MAX = 8;

/** What the assistant did: a badge for each step, its details on demand. */
export function WorkflowView(props: { workflow: Workflow; pending: boolean; mark: RowMark | undefined }) {
  const { workflow, pending, mark } = props;
  const { texts, headingLevel } = usePanel();
  const [openIndex, setOpenIndex] = useState<number | null>(null);
  const [all, setAll] = useState(false);
  const detailsId = useId();
  const Heading = `h${headingLevel}` as 'h3';
  const { tasks, summary } = workflow;
  if (workflow.type === 'reasoning' && !pending && summary) return <Reasoning workflow={workflow} />;
  const shown = all ? tasks : tasks.slice(0, BADGES_MAX);
  const open = openIndex === null ? undefined : tasks[openIndex];
  return (
    <article class="workflow">
      <Heading class="visually-hidden">{texts.assistant_did}</Heading>
      <ul class="badges">
        {shown.map((task, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: tasks are addressed by their index on the wire
          <li key={index}>
            <TaskBadge
              task={task}
              running={pending}
              open={index === openIndex}
              detailsId={detailsId}
              onToggle={() => setOpenIndex(index === openIndex ? null : index)}
            />
          </li>
        ))}
        {tasks.length > shown.length ? (
          <li>
            <button type="button" class="badge" onClick={() => setAll(true)}>
              {fill(texts.more_tasks, { n: tasks.length - shown.length })}
            </button>
          </li>
        ) : null}
      </ul>
      {open ? <TaskDetails id={detailsId} tasks={[open]} /> : null}
      <RowNote mark={mark} />
    </article>
  );
}

/** Thoughts are many and long: one badge for all of them. */
function Reasoning({ workflow }: { workflow: Workflow }) {
  const { texts } = usePanel();
  const [open, setOpen] = useState(false);
  const detailsId = useId();
  const { summary, tasks } = workflow;
  const title =
    summary && 'title' in summary ? summary.title : fill(texts.thought_for, { n: summary?.duration ?? 0 });
  return (
    <article class="workflow">
      <Badge
        title={title}
        status="none"
        icon={summary && 'title' in summary ? (summary.icon ?? 'lightbulb') : 'lightbulb'}
        disclosure={{ open, detailsId, onToggle: () => setOpen(!open), preview: title }}
      />
      {open ? <TaskDetails id={detailsId} tasks={tasks} /> : null}
    </article>
  );
}
