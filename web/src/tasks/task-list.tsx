import { ClipboardList, PartyPopper, SearchX } from 'lucide-react';
import { useRef } from 'react';
import type { TaskStatus } from '#core/tasks/schema.ts';
import { Button } from '../ui/button.tsx';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { TaskRow } from './task-row.tsx';
import { useTaskList } from './use-tasks.ts';

type TaskListProps = {
  status: TaskStatus;
  q: string;
  onFailed: (error: unknown) => void;
};

export function TaskList({ status, q, onFailed }: TaskListProps) {
  const query = useTaskList({ status, q });
  const list = useRef<HTMLUListElement>(null);
  if (query.isPending) return <Skeleton rows={4} label="Loading tasks" />;
  const tasks = query.data?.pages.flat() ?? [];
  return (
    <div className="space-y-3">
      {query.error && <ErrorBanner error={query.error} onRetry={() => void query.refetch()} />}
      {tasks.length === 0 && !query.error && <EmptyList status={status} q={q} />}
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

function EmptyList({ status, q }: { status: TaskStatus; q: string }) {
  const { Icon, title, hint } = emptyText(status, q);
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
    </div>
  );
}

function emptyText(status: TaskStatus, q: string) {
  if (q) return { Icon: SearchX, title: `No task matches “${q}”`, hint: 'Try fewer or other words.' };
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
