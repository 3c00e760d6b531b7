// Every query key, once.
import type { TaskStatus } from '#core/tasks/schema.ts';

export const queryKeys = {
  me: ['me'],
  /** All task lists, whatever their filter. */
  tasks: ['tasks'],
  connections: ['connections'],
  consent: (request: string) => ['consent', request],
  taskList: (filter: { status: TaskStatus; q: string }) => ['tasks', filter],
} as const;
