import { ClipboardList, PartyPopper, SearchX } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../ui/button.tsx';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { TaskRow } from './task-row.tsx';
import { isNarrowed, type ListQuery, taskQueryOf, useListQuery } from './use-list-query.ts';
import { useTaskList } from './use-tasks.ts';

export function TaskList({ onFailed }: { onFailed: (error: unknown) => void }) {
  const asked = useListQuery();
  const query = useTaskList(taskQueryOf(asked.query));
  const list = useRef<HTMLUListElement>(null);
  if (query.isPending) return <Skeleton rows={4} label="Loading tasks" />;
  const tasks = query.data?.pages.flat() ?? [];
  return (
    <div className="space-y-3">
      {query.error && <ErrorBanner error={query.error} onRetry={() => void query.refetch()} />}
      {tasks.length === 0 && !query.error && <EmptyList {...asked} />}
      <ul
        ref={list}
        tabIndex={-1}
        aria-label="Tasks"
        aria-busy={query.isPlaceholderData}
        className={`space-y-3 outline-none transition-opacity ${query.isPlaceholderData ? 'opacity-60' : ''}`}
      >
        {tasks.map((task) => (
          <TaskRow
            key={task.id}
            task={task}
            onFailed={onFailed}
            onDeleted={() => list.current?.focus({ preventScroll: true })}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <div className="flex justify-center pt-2">
          <Button look="secondary" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Load more
          </Button>
        </div>
      )}
    </div>
  );
}

function EmptyList({ query, change }: ReturnType<typeof useListQuery>) {
  const { Icon, title, hint } = emptyText(query);
  return (
    <div className="rounded-lg border-2 border-dashed border-gray-300 px-6 py-14 text-center dark:border-gray-700">
      <Icon
        aria-hidden="true"
        className="mx-auto size-10 text-gray-400 dark:text-gray-500"
        strokeWidth={1.5}
      />
      <p dir="auto" className="mt-4 font-semibold break-words">
        {title}
      </p>
      <p className="muted mt-1 text-sm">{hint}</p>
      {isNarrowed(query) && (
        <Button
          look="secondary"
          className="mt-4"
          onClick={() => change({ q: '', tag: '', due: '', priority: '' })}
        >
          Clear the filters
        </Button>
      )}
    </div>
  );
}

function emptyText(query: ListQuery) {
  const { status, q } = query;
  if (q) return { Icon: SearchX, title: `No task matches “${q}”`, hint: 'Try fewer or other words.' };
  if (isNarrowed(query)) {
    return { Icon: SearchX, title: 'No task matches the filters', hint: 'Choose other ones, or none.' };
  }
  if (status === 'pending') {
    return { Icon: PartyPopper, title: 'Nothing left to do', hint: 'Every task on your list is done.' };
  }
  if (status === 'completed') {
    return {
      Icon: ClipboardList,
      title: 'Nothing completed yet',
      hint: 'Tick a task off and it appears here.',
    };
  }
  return {
    Icon: ClipboardList,
    title: 'No tasks yet. Create your first task!',
    hint: 'Type it above, or open the chat and say it in your own words.',
  };
}
