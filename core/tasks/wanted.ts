// What a new task or a change asks for, cleaned: a value for each column, and what would differ.
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { tasks } from '../db/tables/tasks.ts';
import { ROWS } from '../limits.ts';
import { cleanTaskDescription, cleanTaskTitle, refuseUnstorable } from '../text.ts';
import { dueAt, nowOf, zoneOf } from '../time/due-sql.ts';
import { readDue } from '../time/due-words.ts';
import type { TaskChange } from './schema.ts';
import { cleanTags } from './tags.ts';

/** Values of the columns that a change names. */
export type Wanted = {
  columns: Record<string, SQL>;
  /** Undefined when nothing was asked for. */
  differs: SQL | undefined;
  /** The condition that the user's different tags stay within their number; those of `replaced` go. */
  tagsFit: (replaced?: SQL) => SQL;
};

/** What is asked of one task; `flip` turns its completion around. */
export type Wish = Omit<TaskChange, 'version'> & { flip?: true };

/** @throws AppError `title_empty`, `title_too_long`, … for what cannot be stored, `invalid_request` for unknown dates. */
export function wantedOf(ctx: Context, wish: Wish): Wanted {
  const columns: Record<string, SQL> = {};
  if (wish.title !== undefined) columns.title = sql`${cleanTaskTitle(wish.title)}::text`;
  if (wish.description !== undefined) {
    columns.description = sql`${cleanTaskDescription(wish.description)}::text`;
  }
  if (wish.flip) columns.is_completed = sql`(not ${tasks.isCompleted})`;
  if (wish.is_completed !== undefined) columns.is_completed = sql`${wish.is_completed}::boolean`;
  if (wish.priority !== undefined) columns.priority = sql`${wish.priority}::text`;
  if (wish.due !== undefined) Object.assign(columns, dueColumns(ctx, wish.due));
  const tags = wish.tags && cleanTags(wish.tags);
  if (tags) columns.tags = tagsOf(tags);
  const compared = Object.entries(columns).filter(([name]) => name !== 'tz');
  const differences = compared.map(([name, value]) => sql`${column(name)} is distinct from ${value}`);
  return {
    columns,
    differs: differences.length > 0 ? sql`(${sql.join(differences, sql` or `)})` : undefined,
    tagsFit: (replaced) => (tags && tags.length > 0 ? tagsFit(ctx, tags, replaced) : sql`true`),
  };
}

/** A column of `tasks`, by its name in the database. */
export const column = (name: string): SQL => sql`${tasks}.${sql.identifier(name)}`;

function dueColumns(ctx: Context, words: string | null): Record<string, SQL> {
  refuseUnstorable(words ?? '');
  if (words === null || words.trim() === '') {
    return { due_at: sql`null::timestamptz`, due_has_time: sql`false`, tz: sql`null::text` };
  }
  const rule = readDue(words);
  const hasTime = rule.kind === 'instant' || rule.time !== null;
  return { due_at: dueAt(ctx, rule), due_has_time: sql`${hasTime}::boolean`, tz: zoneOf(ctx) };
}

const tagsOf = (tags: string[]): SQL =>
  sql`array[${sql.join(
    tags.map((tag) => sql`${tag}::text`),
    sql`, `,
  )}]::text[]`;

const tagsFit = (ctx: Context, tags: string[], replaced?: SQL): SQL => sql`(
  select count(distinct tag) from (
    select unnest(tags) tag from tasks mine
    where mine.user_id = ${ctx.userId} and mine.id is distinct from ${replaced ?? sql`null::uuid`}
    union all select unnest(${tagsOf(tags)})
  ) used) <= ${ROWS.tagsPerUser}`;

/** When the task was completed, given what its completion becomes. */
export const completedAt = (ctx: Context, isCompleted: SQL): SQL =>
  sql`case when ${isCompleted} then coalesce(${tasks.completedAt}, ${nowOf(ctx)}) end`;
