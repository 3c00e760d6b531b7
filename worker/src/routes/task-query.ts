import * as z from 'zod';
import { AppError } from '#core/errors.ts';
import { ROWS, TEXT } from '#core/limits.ts';
import { ORDERS, PRIORITIES, TASK_SORTS, TASK_STATUSES, type TaskQuery } from '#core/tasks/schema.ts';
import { validationError } from '../http/json-body.ts';

const Query = z.object({
  status: z.enum(TASK_STATUSES).optional(),
  // The older name of the sort by due date.
  sort: z
    .enum([...TASK_SORTS, 'due_date'])
    .transform((sort) => (sort === 'due_date' ? 'due' : sort))
    .optional(),
  order: z.enum(ORDERS).optional(),
  priority: z.enum(PRIORITIES).optional(),
  tag: z.string().max(TEXT.titleMax).optional(),
  due: z.string().max(TEXT.titleMax).optional(),
  q: z.string().max(TEXT.titleMax).optional(),
  after: z.string().optional(),
});

/**
 * Reads `?status=&priority=&tag=&due=&q=&sort=&order=&limit=&after=`; other fields are ignored.
 * @throws HttpError 422 `validation_error`, AppError `invalid_request` for a bad `limit`.
 */
export function readTaskQuery({ limit, ...rest }: Record<string, string[]>): TaskQuery {
  // A field that is given twice stays a list, which no field may be.
  const fields = Object.entries(rest).map(([name, values]) => [
    name,
    values.length === 1 ? values[0] : values,
  ]);
  const parsed = Query.safeParse(Object.fromEntries(fields));
  if (!parsed.success) throw validationError(parsed.error, 'query');
  const given = Object.entries(parsed.data).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(given), ...(limit && { limit: readLimit(limit) }) };
}

function readLimit([text = '', ...more]: string[]): number {
  if (more.length === 0 && /^\d{1,3}$/.test(text)) return Number(text);
  throw new AppError('invalid_request', `limit must be a whole number from 1 to ${ROWS.pageMax}`);
}
