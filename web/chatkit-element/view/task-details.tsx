/** @jsxImportSource preact */
import { useEffect, useRef } from 'preact/hooks';
import type { Source } from '#chatkit/protocol/content.ts';
import type { SearchTask, Task } from '#chatkit/protocol/workflow.ts';
import { fill } from '../locales/en.ts';
import { Markdown } from './markdown/markdown.tsx';
import { MarkdownLink } from './markdown/markdown-link.tsx';
import { usePanel } from './panel-context.ts';
import { queriesOf, titleOf } from './task-words.ts';

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
  if (task.type === 'web_search') {
    return (
      <>
        <Queries task={task} />
        <Sources sources={task.sources ?? []} />
      </>
    );
  }
  return task.type === 'file' ? <Sources sources={task.sources ?? []} /> : null;
}

function Queries({ task }: { task: SearchTask }) {
  const queries = queriesOf(task);
  if (queries.length === 0) return null;
  return (
    <ul class="queries">
      {queries.map((query) => (
        <li key={query} dir="auto">
          {query}
        </li>
      ))}
    </ul>
  );
}

function Sources({ sources }: { sources: readonly Source[] }) {
  if (sources.length === 0) return null;
  return (
    <ul class="sources">
      {sources.map((source, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two sources may be the same
        <li key={index} dir="auto">
          <SourceLine source={source} />
        </li>
      ))}
    </ul>
  );
}

function SourceLine({ source }: { source: Source }) {
  const { title, description } = source;
  return (
    <>
      {source.type === 'url' ? (
        <MarkdownLink href={source.url}>{title || source.url}</MarkdownLink>
      ) : (
        nameOf(source)
      )}
      {source.type === 'url' && source.attribution ? (
        <span class="source-note"> {source.attribution}</span>
      ) : null}
      {source.type === 'file' && title && title !== source.filename ? (
        <span class="source-note"> {source.filename}</span>
      ) : null}
      {description ? <span class="source-description">{description}</span> : null}
    </>
  );
}

function nameOf(source: Exclude<Source, { type: 'url' }>): string {
  if (source.type === 'file') return source.title || source.filename;
  return source.title || (source.label ?? source.id);
}
