// Every query key, once.
import type { TaskQuery } from '#core/tasks/schema.ts';

export const queryKeys = {
  me: ['me'],
  /** All task lists, whatever their filter. */
  tasks: ['tasks'],
  connections: ['connections'],
  consent: (request: string) => ['consent', request],
  taskList: (query: TaskQuery) => ['tasks', query],
} as const;
