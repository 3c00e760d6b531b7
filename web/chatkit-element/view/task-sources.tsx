/** @jsxImportSource preact */
import type { Source } from '#chatkit/protocol/content.ts';
import type { FileTask, SearchTask } from '#chatkit/protocol/workflow.ts';
import { MarkdownLink } from './markdown/markdown-link.tsx';
import { queriesOf } from './task-words.ts';

/** What a step searched for and what it found or read. */
export function TaskSources({ task }: { task: SearchTask | FileTask }) {
  return (
    <>
      {task.type === 'web_search' ? <Queries task={task} /> : null}
      <Sources sources={task.sources ?? []} />
    </>
  );
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
