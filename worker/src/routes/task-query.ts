import * as z from 'zod';
import { AppError } from '#core/errors.ts';
import { ROWS, TEXT } from '#core/limits.ts';
import { TASK_SORTS, TASK_STATUSES, type TaskQuery } from '#core/tasks/schema.ts';
import { validationError } from '../http/json-body.ts';

/** A query names each field once. */
const once = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .tuple([schema])
    .transform(([value]) => value)
    .optional();

const Query = z.object({
  status: once(z.enum(TASK_STATUSES)),
  sort: once(z.enum(TASK_SORTS)),
  q: once(z.string().max(TEXT.titleMax)),
  after: once(z.string()),
});

/**
 * Reads `?status=&sort=&q=&limit=&after=`; other fields are ignored.
 * @throws HttpError 422 `validation_error`, AppError `invalid_request` for a bad `limit`.
 */
export function readTaskQuery({ limit, ...rest }: Record<string, string[]>): TaskQuery {
  const parsed = Query.safeParse(rest);
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
