import { Search } from 'lucide-react';
import type { TaskCounts, TaskStatus } from '#core/tasks/schema.ts';

const STATUSES: readonly { status: TaskStatus; name: string; count: keyof TaskCounts }[] = [
  { status: 'all', name: 'All', count: 'total' },
  { status: 'pending', name: 'Pending', count: 'pending' },
  { status: 'completed', name: 'Completed', count: 'completed' },
];

type TaskFilterProps = {
  status: TaskStatus;
  counts: TaskCounts | undefined;
  search: string;
  onStatus: (status: TaskStatus) => void;
  onSearch: (search: string) => void;
};

export function TaskFilter({ status, counts, search, onStatus, onSearch }: TaskFilterProps) {
  return (
    <div className="flex flex-col gap-3 sm:flex-row sm:items-center sm:justify-between">
      <fieldset className="flex rounded-lg bg-gray-200/70 p-1 dark:bg-gray-800">
        <legend className="sr-only">Show</legend>
        {STATUSES.map((choice) => (
          <button
            key={choice.status}
            type="button"
            aria-pressed={choice.status === status}
            onClick={() => onStatus(choice.status)}
            className="min-h-9 grow rounded-md px-3 text-sm font-medium text-gray-700 transition-colors hover:text-gray-900 aria-pressed:bg-white aria-pressed:text-gray-900 aria-pressed:shadow-sm dark:text-gray-300 dark:hover:text-white dark:aria-pressed:bg-gray-950 dark:aria-pressed:text-white"
          >
            {choice.name}{' '}
            {counts && <span className="ml-0.5 tabular-nums opacity-80">{counts[choice.count]}</span>}
          </button>
        ))}
      </fieldset>
      <div className="relative sm:w-64">
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 left-3 my-auto size-4 text-gray-500"
        />
        <input
          type="search"
          aria-label="Search tasks"
          placeholder="Search tasks"
          dir="auto"
          value={search}
          onChange={(event) => onSearch(event.target.value)}
          className="field pl-9"
        />
      </div>
    </div>
  );
}
