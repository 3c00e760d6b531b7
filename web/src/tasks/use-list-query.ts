// What the list shows, kept in the address: it survives a reload, and can be bookmarked and shared between devices.
import { useSearchParams } from 'wouter';
import type { Priority, TaskQuery, TaskStatus } from '#core/tasks/schema.ts';

/** Names as they stand in the address; the first of each list is the one that is left out there. */
export const LIST_CHOICES = {
  status: { all: 'All', pending: 'Pending', completed: 'Completed' },
  due: {
    '': 'Any date',
    overdue: 'Overdue',
    today: 'Due today',
    'next 7 days': 'Next 7 days',
    any: 'With a date',
    none: 'No date',
  },
  priority: { '': 'Any priority', high: 'High', medium: 'Medium', low: 'Low', none: 'None' },
  sort: {
    newest: 'Newest first',
    oldest: 'Oldest first',
    due: 'By due date',
    priority: 'By priority',
    title: 'By title',
  },
} as const;

export type ListChoice = keyof typeof LIST_CHOICES;
export type ListQuery = Record<ListChoice | 'q' | 'tag', string>;

export function useListQuery() {
  const [params, setParams] = useSearchParams();
  const read = (name: ListChoice): string => {
    const names = Object.keys(LIST_CHOICES[name]);
    const value = params.get(name) ?? '';
    return names.includes(value) ? value : (names[0] ?? '');
  };
  const query: ListQuery = {
    status: read('status'),
    due: read('due'),
    priority: read('priority'),
    sort: read('sort'),
    q: params.get('q') ?? '',
    tag: params.get('tag') ?? '',
  };
  const change = (changes: Partial<ListQuery>) => {
    const entries = Object.entries({ ...query, ...changes }).filter(
      ([name, value]) => !isDefault(name, value),
    );
    setParams(Object.fromEntries(entries), { replace: true });
  };
  return { query, change };
}

function isDefault(name: string, value: string): boolean {
  const choices = Object.entries(LIST_CHOICES).find(([choice]) => choice === name)?.[1];
  return value === (choices ? Object.keys(choices)[0] : '');
}

/** Something besides the status narrows the list. */
export const isNarrowed = ({ q, tag, due, priority }: ListQuery): boolean =>
  [q, tag, due, priority].some((value) => value !== '');

const SORTS: Record<string, Pick<TaskQuery, 'sort' | 'order'>> = {
  oldest: { sort: 'created', order: 'asc' },
  due: { sort: 'due' },
  priority: { sort: 'priority' },
  title: { sort: 'title' },
};

/** The query of the API. */
export function taskQueryOf({ status, priority, sort, due, q, tag }: ListQuery): TaskQuery {
  return {
    // `useListQuery` lets no others in.
    status: status as TaskStatus,
    ...(priority && { priority: priority as Priority }),
    ...(due && { due }),
    ...(tag && { tag }),
    ...(q && { q }),
    ...SORTS[sort],
  };
}
