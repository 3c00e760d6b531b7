import type { AppError } from '../errors.ts';
import type { Ran, Recorded } from '../events/record.ts';
import type { Task } from './schema.ts';
import { type Stored, storedTask } from './task.ts';

/** What a change of one task gave. */
export type Changed = {
  /** As it is now; a deleted one as it was. */
  task: Task;
  /** As it was; null when there was none. */
  before: Task | null;
  /** Whether the task is there no more. */
  gone: boolean;
  /** Id of the event; null when nothing had to change. */
  undo: string | null;
  /** This is the answer of an earlier request with the same idempotency key. */
  replayed: boolean;
};

/** @param refusal Says why there is neither a change nor a task that already is as wanted. */
export function changedBy(ran: Ran, refusal: () => AppError, same: Stored[] = ran.unchanged): Changed {
  const { replayed } = ran;
  if (ran.recorded[0]) return { ...changeOf(ran.recorded[0]), replayed };
  if (same[0]) {
    const task = storedTask(same[0]);
    return { task, before: task, gone: false, undo: null, replayed };
  }
  throw refusal();
}

export function changeOf({ event, before, after }: Recorded): Omit<Changed, 'replayed'> {
  const stored = after ?? before;
  if (!stored) throw new Error('an event without a task');
  return {
    task: storedTask(stored),
    before: before && storedTask(before),
    gone: after === null,
    undo: event,
  };
}
