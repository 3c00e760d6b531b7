import { useEffect, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { TaskStatus } from '#core/tasks/schema.ts';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { TaskFilter } from './task-filter.tsx';
import { TaskForm } from './task-form.tsx';
import { TaskList } from './task-list.tsx';
import { useMe } from './use-tasks.ts';

const SEARCH_DELAY_MS = 250;

export function TasksPage() {
  const [params, setParams] = useSearchParams();
  const status = statusOf(params.get('status'));
  const [search, setSearch] = useState('');
  const q = useSettled(search.trim());
  const [failure, setFailure] = useState<unknown>(null);
  const counts = useMe().data?.counts;

  return (
    <div className="mx-auto max-w-3xl space-y-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <PageHeading title="My Tasks">My Tasks</PageHeading>
        {counts && <p className="muted text-sm">{countText(counts.total, counts.pending)}</p>}
      </div>
      <TaskForm />
      <TaskFilter
        status={status}
        counts={counts}
        search={search}
        onStatus={(next) => setParams(next === 'all' ? {} : { status: next }, { replace: true })}
        onSearch={setSearch}
      />
      <ErrorBanner error={failure} onDismiss={() => setFailure(null)} />
      <TaskList status={status} q={q} onFailed={setFailure} />
    </div>
  );
}

function statusOf(value: string | null): TaskStatus {
  return value === 'pending' || value === 'completed' ? value : 'all';
}

function countText(total: number, pending: number): string {
  if (total === 0) return '';
  const tasks = total === 1 ? '1 task' : `${total} tasks`;
  return pending === 0 ? `${tasks}, all done` : `${tasks}, ${pending} pending`;
}

/** `value` once it has not changed for a moment, so that typing asks the server once. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SEARCH_DELAY_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
