/** @jsxImportSource preact */
import { useId, useState } from 'preact/hooks';
import type { Task, Workflow } from '#chatkit/protocol/workflow.ts';
import { fill } from '../locales/en.ts';
import type { RowMark } from '../state/chat-state.ts';
import { usePanel } from './panel-context.ts';
import { RowNote } from './row-note.tsx';
import { Badge, TaskBadge } from './task-badge.tsx';
import { TaskDetails } from './task-details.tsx';
import { hasDetails, summaryOf, thoughtTitle } from './task-words.ts';

const BADGES_MAX = 8;

type Props = { workflow: Workflow; pending: boolean; mark: RowMark | undefined };

/** What the assistant did: a badge for each step, its details on demand. */
export function WorkflowView({ workflow, pending, mark }: Props) {
  const { texts, headingLevel } = usePanel();
  const Heading = `h${headingLevel}` as 'h3';
  return (
    <article class="workflow">
      <Heading class="visually-hidden">{texts.assistant_did}</Heading>
      {workflow.type === 'reasoning' ? (
        <Reasoning workflow={workflow} pending={pending} />
      ) : (
        <Steps workflow={workflow} pending={pending} />
      )}
      <RowNote mark={mark} />
    </article>
  );
}

/** Steps that are summed up stand behind their summary. */
function Steps({ workflow, pending }: Omit<Props, 'mark'>) {
  const { texts } = usePanel();
  const [open, toggle] = useOpen(workflow);
  const stepsId = useId();
  const summary = pending ? null : summaryOf(workflow, texts);
  if (!summary) return <Badges tasks={workflow.tasks} pending={pending} />;
  const { title, icon } = summary;
  return (
    <>
      <Badge
        title={title}
        status="none"
        icon={icon}
        disclosure={{ open, detailsId: stepsId, onToggle: toggle, preview: title }}
      />
      {open ? <Badges id={stepsId} tasks={workflow.tasks} pending={pending} /> : null}
    </>
  );
}

/** Open as the server says, until the user decides. */
function useOpen({ expanded }: Workflow): [boolean, () => void] {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const open = chosen ?? expanded ?? false;
  return [open, () => setChosen(!open)];
}

function Badges({ id, tasks, pending }: { id?: string; tasks: readonly Task[]; pending: boolean }) {
  const { texts } = usePanel();
  const [openIndex, setOpenIndex] = useState<number | null>(null);
  const [all, setAll] = useState(false);
  const detailsId = useId();
  const shown = all ? tasks : tasks.slice(0, BADGES_MAX);
  const open = openIndex === null ? undefined : tasks[openIndex];
  return (
    <>
      <ul id={id} class="badges">
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
    </>
  );
}

/** Thoughts are many and long: one badge for all of them, with the newest as its title while they come. */
function Reasoning({ workflow, pending }: Omit<Props, 'mark'>) {
  const { texts } = usePanel();
  const [open, toggle] = useOpen(workflow);
  const detailsId = useId();
  const { tasks } = workflow;
  const summary = summaryOf(workflow, texts);
  const title = pending ? thoughtTitle(tasks, texts) : (summary?.title ?? texts.thought);
  const disclosure = { open, detailsId, onToggle: toggle, preview: title };
  const canOpen = tasks.some(hasDetails);
  return (
    <>
      <Badge
        title={title}
        status={pending ? 'loading' : 'none'}
        icon={summary?.icon ?? 'lightbulb'}
        disclosure={canOpen ? disclosure : null}
      />
      {open && canOpen ? <TaskDetails id={detailsId} tasks={tasks} /> : null}
    </>
  );
}
