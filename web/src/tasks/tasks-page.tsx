import { useState } from 'react';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { TaskFilter } from './task-filter.tsx';
import { TaskForm } from './task-form.tsx';
import { TaskList } from './task-list.tsx';
import { useMe } from './use-tasks.ts';

export function TasksPage() {
  const [failure, setFailure] = useState<unknown>(null);
  const counts = useMe().data?.counts;
  return (
    <div className="mx-auto max-w-3xl space-y-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <PageHeading title="My Tasks">My Tasks</PageHeading>
        {counts && <p className="muted text-sm">{countText(counts.total, counts.pending)}</p>}
      </div>
      <TaskForm />
      <TaskFilter counts={counts} />
      <ErrorBanner error={failure} onDismiss={() => setFailure(null)} />
      <TaskList onFailed={setFailure} />
    </div>
  );
}

function countText(total: number, pending: number): string {
  if (total === 0) return '';
  const tasks = total === 1 ? '1 task' : `${total} tasks`;
  return pending === 0 ? `${tasks}, all done` : `${tasks}, ${pending} pending`;
}
