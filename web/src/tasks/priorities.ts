import type { Priority } from '#core/tasks/schema.ts';

/** Highest first. */
export const PRIORITY_NAMES = {
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  none: 'None',
} as const satisfies Record<Priority, string>;
