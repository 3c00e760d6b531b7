import { X } from 'lucide-react';
import type { TaskCounts } from '#core/tasks/schema.ts';
import { TaskSearch } from './task-search.tsx';
import { LIST_CHOICES, type ListChoice, useListQuery } from './use-list-query.ts';

const COUNT_OF = { all: 'total', pending: 'pending', completed: 'completed' } as const satisfies Record<
  keyof typeof LIST_CHOICES.status,
  keyof TaskCounts
>;

/** What the list shows and in which order. */
export function TaskFilter({ counts }: { counts: TaskCounts | undefined }) {
  const { query, change } = useListQuery();
  return (
    <div className="space-y-3">
      <div className="flex flex-col gap-3 sm:flex-row sm:items-center sm:justify-between">
        <StatusFilter counts={counts} />
        <TaskSearch />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <div className="grid grow grid-cols-3 gap-2 sm:max-w-lg">
          <Choice name="due" label="Filter by due date" />
          <Choice name="priority" label="Filter by priority" />
          <Choice name="sort" label="Sort tasks" />
        </div>
        {query.tag && (
          <button
            type="button"
            onClick={() => change({ tag: '' })}
            className="inline-flex min-h-9 max-w-full items-center gap-1.5 rounded-md bg-indigo-50 px-3 text-sm font-medium text-indigo-900 hover:bg-indigo-100 dark:bg-indigo-500/15 dark:text-indigo-100 dark:hover:bg-indigo-500/25"
          >
            <bdi className="truncate">#{query.tag}</bdi>
            <span className="sr-only">: show all tags again</span>
            <X aria-hidden="true" className="size-4 shrink-0" />
          </button>
        )}
      </div>
    </div>
  );
}

function StatusFilter({ counts }: { counts: TaskCounts | undefined }) {
  const { query, change } = useListQuery();
  return (
    <fieldset className="flex rounded-lg bg-gray-200/70 p-1 dark:bg-gray-800">
      <legend className="sr-only">Show</legend>
      {Object.entries(COUNT_OF).map(([status, count]) => (
        <button
          key={status}
          type="button"
          aria-pressed={status === query.status}
          onClick={() => change({ status })}
          className="min-h-9 grow rounded-md px-3 text-sm font-medium text-gray-700 transition-colors hover:text-gray-900 aria-pressed:bg-white aria-pressed:text-gray-900 aria-pressed:shadow-sm dark:text-gray-300 dark:hover:text-white dark:aria-pressed:bg-gray-950 dark:aria-pressed:text-white"
        >
          {LIST_CHOICES.status[status as keyof typeof COUNT_OF]}{' '}
          {counts && <span className="ml-0.5 tabular-nums opacity-80">{counts[count]}</span>}
        </button>
      ))}
    </fieldset>
  );
}

/** A choice that is not the usual one stands out. */
function Choice({ name, label }: { name: ListChoice; label: string }) {
  const { query, change } = useListQuery();
  const choices = Object.entries(LIST_CHOICES[name]);
  const usual = query[name] === choices[0]?.[0];
  return (
    <select
      aria-label={label}
      value={query[name]}
      onChange={(event) => change({ [name]: event.target.value })}
      className={`field min-h-9 min-w-0 truncate px-2 py-1 text-sm ${usual ? '' : 'border-indigo-600! bg-indigo-50! font-medium dark:border-indigo-400! dark:bg-indigo-950!'}`}
    >
      {choices.map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  );
}
