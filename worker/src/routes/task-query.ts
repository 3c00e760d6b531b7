import * as z from 'zod';
import { AppError } from '#core/errors.ts';
import { ROWS, TEXT } from '#core/limits.ts';
import { TASK_SORTS, TASK_STATUSES, type TaskQuery } from '#core/tasks/schema.ts';
import { validationError } from '../http/json-body.ts';

const Query = z.object({
  status: z.enum(TASK_STATUSES).optional(),
  sort: z.enum(TASK_SORTS).optional(),
  q: z.string().max(TEXT.titleMax).optional(),
  after: z.string().optional(),
});

/**
 * Reads `?status=&sort=&q=&limit=&after=`; other fields are ignored.
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
  const { status, sort, q, after } = parsed.data;
  return {
    ...(status && { status }),
    ...(sort && { sort }),
    ...(q !== undefined && { q }),
    ...(after !== undefined && { after }),
    ...(limit && { limit: readLimit(limit) }),
  };
}

function readLimit([text = '', ...more]: string[]): number {
  if (more.length === 0 && /^\d{1,3}$/.test(text)) return Number(text);
  throw new AppError('invalid_request', `limit must be a whole number from 1 to ${ROWS.pageMax}`);
}
