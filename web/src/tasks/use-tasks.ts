import {
  type InfiniteData,
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { ROWS } from '#core/limits.ts';
import type { NewTask, Task, TaskChange, TaskStatus } from '#core/tasks/schema.ts';
import { useApi } from '../api.ts';
import { queryKeys } from '../query-keys.ts';

type TaskFilter = { status: TaskStatus; q: string };
type Pages = InfiniteData<Task[], string | undefined>;

/** The filtered list, newest first, page by page; a full page promises another. */
export function useTaskList(filter: TaskFilter) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: queryKeys.taskList(filter),
    queryFn: ({ pageParam, signal }) =>
      api.listTasks(
        { ...filter, limit: ROWS.tasksPerPage, ...(pageParam ? { after: pageParam } : {}) },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page.length === ROWS.tasksPerPage ? page.at(-1)?.id : undefined),
    placeholderData: keepPreviousData,
  });
}

export function useMe() {
  const api = useApi();
  return useQuery({ queryKey: queryKeys.me, queryFn: ({ signal }) => api.me(signal) });
}

export function useAddTask() {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationKey: queryKeys.tasks,
    mutationFn: ({ task, idempotencyKey }: { task: NewTask; idempotencyKey: string }) =>
      api.addTask(task, idempotencyKey),
    onSuccess: () => refresh(client),
  });
}

export function useChangeTask(task: Task) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationKey: queryKeys.tasks,
    mutationFn: (change: TaskChange) => api.changeTask(task.id, change),
    onSuccess: (changed) => patchTask(client, changed),
    onSettled: () => refresh(client),
  });
}

/** Shows the new state at once and takes it back when the server refuses. One change a task at a time. */
export function useCompleteTask(task: Task) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationKey: queryKeys.tasks,
    scope: { id: `complete ${task.id}` },
    mutationFn: (completed: boolean) => api.completeTask(task.id, completed),
    onMutate: async (completed) => {
      await client.cancelQueries({ queryKey: queryKeys.tasks });
      patchTask(client, { id: task.id, is_completed: completed });
    },
    onError: (_, completed) => patchTask(client, { id: task.id, is_completed: !completed }),
    onSettled: () => refresh(client),
  });
}

export function useDeleteTask(task: Task) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationKey: queryKeys.tasks,
    mutationFn: () => api.deleteTask(task.id),
    onSuccess: () => refresh(client),
  });
}

/** Marks lists and counters stale; while other changes run, the last of them does it. */
async function refresh(client: QueryClient): Promise<void> {
  if (client.isMutating({ mutationKey: queryKeys.tasks }) > 1) return;
  await Promise.all([
    client.invalidateQueries({ queryKey: queryKeys.tasks }),
    client.invalidateQueries({ queryKey: queryKeys.me }),
  ]);
}

function patchTask(client: QueryClient, change: Partial<Task> & Pick<Task, 'id'>): void {
  client.setQueriesData<Pages>(
    { queryKey: queryKeys.tasks },
    (pages) =>
      pages && {
        ...pages,
        pages: pages.pages.map((page) =>
          page.map((task) => (task.id === change.id ? { ...task, ...change } : task)),
        ),
      },
  );
}
