// Which task is meant, and whose it must be.
import { and, eq, type SQL } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { tasks } from '../db/tables/tasks.ts';
import { passesGate } from '../db/user-gate.ts';
import { AppError } from '../errors.ts';
import { isUuid } from '../uuid.ts';

/** A task's number as people write it. */
export const NUMBER = /^#?(\d{1,9})$/;

/** @param ref A task's UUID, or its number as shown: "3" or "#3". @throws AppError `not_found` when it is neither. */
export function ownTask(ctx: Context, ref: string): SQL | undefined {
  const number = NUMBER.exec(ref)?.[1];
  if (number === undefined && !isUuid(ref)) throw notFound();
  const named = number === undefined ? eq(tasks.id, ref) : eq(tasks.number, Number(number));
  return and(named, eq(tasks.userId, ctx.userId), passesGate(ctx));
}

export const notFound = (): AppError => new AppError('not_found', 'Task not found');
