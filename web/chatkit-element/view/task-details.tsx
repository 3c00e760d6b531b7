/** @jsxImportSource preact */
import { useEffect, useRef } from 'preact/hooks';
import type { Source } from '#chatkit/protocol/content.ts';
import type { Task } from '#chatkit/protocol/workflow.ts';
import { fill } from '../locales/en.ts';
import { Markdown } from './markdown/markdown.tsx';
import { MarkdownLink } from './markdown/markdown-link.tsx';
import { usePanel } from './panel-context.ts';
import { titleOf } from './task-words.ts';

/** What stands behind a badge: for a tool its name, arguments and result. */
export function TaskDetails({ id, tasks }: { id: string; tasks: readonly Task[] }) {
  const { texts } = usePanel();
  const first = tasks[0];
  const box = useRef<HTMLElement>(null);
  // What was asked for must not open below the fold.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step under the same badges is new, too
  useEffect(() => box.current?.scrollIntoView?.({ block: 'nearest' }), [first]);
  const label = first ? fill(texts.task_details, { title: titleOf(first, texts) }) : '';
  return (
    <section ref={box} id={id} class="details" aria-label={label}>
      {tasks.map((task, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: tasks are addressed by their index on the wire
        <TaskContent key={index} task={task} />
      ))}
    </section>
  );
}

function TaskContent({ task }: { task: Task }) {
  if (task.type === 'custom' || task.type === 'thought') return <Markdown text={task.content ?? ''} />;
  if (task.type === 'image') return null;
  return (
    <>
      {task.type === 'web_search' && task.queries?.length ? (
        <ul class="queries">
          {task.queries.map((query) => (
            <li key={query}>{query}</li>
          ))}
        </ul>
      ) : null}
      <ul class="sources">
        {task.sources?.map((source) => (
          <li key={`${source.type}:${source.title}`}>
            <SourceLine source={source} />
          </li>
        ))}
      </ul>
    </>
  );
}

function SourceLine({ source }: { source: Source }) {
  if (source.type === 'url')
    return <MarkdownLink href={source.url}>{source.title || source.url}</MarkdownLink>;
  return <>{source.type === 'file' ? source.filename : source.title}</>;
}
