/** @jsxImportSource preact */
import { useEffect, useRef } from 'preact/hooks';
import type { Task } from '#chatkit/protocol/workflow.ts';
import { fill } from '../locales/en.ts';
import { lazy } from './lazy.tsx';
import { Markdown } from './markdown/markdown.tsx';
import { usePanel } from './panel-context.ts';
import { titleOf } from './task-words.ts';

/** What stands behind a badge: for a tool its name, arguments and result. */
export function TaskDetails({ id, tasks }: { id: string; tasks: readonly Task[] }) {
  const { texts } = usePanel();
  const first = tasks[0];
  const box = useRef<HTMLElement>(null);
  // What was asked for must not open below the fold; what is added to it later must not move it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step under the same badges is new, too
  useEffect(() => box.current?.scrollIntoView?.({ block: 'nearest' }), [tasks.length > 1 || first]);
  const label = first ? fill(texts.task_details, { title: titleOf(first, texts) }) : '';
  return (
    <section ref={box} id={id} class="details" aria-label={label}>
      {tasks.map((task, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: tasks are addressed by their index on the wire
        <div key={index}>
          {tasks.length > 1 && task.title ? (
            <p class="details-title" dir="auto">
              {task.title}
            </p>
          ) : null}
          <TaskContent task={task} />
        </div>
      ))}
    </section>
  );
}

function TaskContent({ task }: { task: Task }) {
  if (task.type === 'custom' || task.type === 'thought') return <Markdown text={task.content ?? ''} />;
  return task.type === 'web_search' || task.type === 'file' ? <TaskSources task={task} /> : null;
}

const TaskSources = lazy(async () => (await import('./task-sources.tsx')).TaskSources);
