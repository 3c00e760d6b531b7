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
import type { NewTask, Task, TaskChange, TaskQuery } from '#core/tasks/schema.ts';
import { useApi } from '../api.ts';
import { queryKeys } from '../query-keys.ts';
import { refreshTasks } from '../stale-tasks.ts';
import { useIntent } from '../undo/use-intent.ts';
import { useUndo } from '../undo/use-undo.ts';

type Pages = InfiniteData<Task[], string | undefined>;

/** The list that is asked for, page by page; a full page promises another. */
export function useTaskList(query: TaskQuery) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: queryKeys.taskList(query),
    queryFn: ({ pageParam, signal }) =>
      api.listTasks(
        { ...query, limit: ROWS.tasksPerPage, ...(pageParam ? { after: pageParam } : {}) },
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
  const { offer } = useUndo();
  const intent = useIntent();
  return useMutation({
    mutationKey: queryKeys.tasks,
    mutationFn: (task: NewTask) => api.addTask(task, intent.keyOf(JSON.stringify(task))),
    onSuccess: (added) => {
      intent.done();
      offer(`Added “${added.title}”`, added.id, added.undo);
      return refresh(client);
    },
  });
}

export function useChangeTask(task: Task) {
  const api = useApi();
  const client = useQueryClient();
  const { offer } = useUndo();
  const intent = useIntent();
  return useMutation({
    mutationKey: queryKeys.tasks,
    mutationFn: (change: TaskChange) => api.changeTask(task.id, change, intent.keyOf(JSON.stringify(change))),
    onSuccess: ({ undo, ...changed }) => {
      intent.done();
      offer(`Saved “${changed.title}”`, changed.id, undo);
      patchTask(client, changed);
    },
    onSettled: () => refresh(client),
  });
}

/** Shows the new state at once and takes it back when the server refuses. One change a task at a time. */
export function useCompleteTask(task: Task) {
  const api = useApi();
  const client = useQueryClient();
  const { offer } = useUndo();
  const intent = useIntent();
  return useMutation({
    mutationKey: queryKeys.tasks,
    scope: { id: `complete ${task.id}` },
    // The same wish for another state of the task is another wish.
    mutationFn: (completed: boolean) =>
      api.completeTask(task.id, completed, intent.keyOf(`${completed} ${task.version}`)),
    onMutate: async (completed) => {
      await client.cancelQueries({ queryKey: queryKeys.tasks });
      patchTask(client, { id: task.id, is_completed: completed });
    },
    onSuccess: ({ title, id, undo }, completed) => {
      intent.done();
      offer(`${completed ? 'Completed' : 'Reopened'} “${title}”`, id, undo);
    },
    onError: (_, completed) => patchTask(client, { id: task.id, is_completed: !completed }),
    onSettled: () => refresh(client),
  });
}

/** @param onDeleted Runs while the row is still there. */
export function useDeleteTask(task: Task, onDeleted: () => void) {
  const api = useApi();
  const client = useQueryClient();
  const { offer } = useUndo();
  const intent = useIntent();
  return useMutation({
    mutationKey: queryKeys.tasks,
    mutationFn: () => api.deleteTask(task.id, intent.keyOf('delete')),
    onSuccess: ({ undo }) => {
      offer(`Deleted “${task.title}”`, task.id, undo);
      onDeleted();
      return refresh(client);
    },
  });
}

/** Marks lists and counters stale; while other changes run, the last of them does it. */
async function refresh(client: QueryClient): Promise<void> {
  if (client.isMutating({ mutationKey: queryKeys.tasks }) > 1) return;
  await refreshTasks(client);
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
