// What a tool gave back: JSON text, JSON within other words, or MCP content around it.
import { isObject, type JsonObject, parseJson } from '../wire/read-json.ts';

export type ToolResult = { ok: true; value: unknown } | { ok: false; error: string; code: string };

/** What a result says of one task; absent fields are not known. */
export type TaskFact = {
  id?: string;
  number?: number;
  title?: string;
  done?: boolean;
  description?: string | null;
};

export function readResult(output: string): ToolResult {
  const value = unwrapped(output);
  if (isObject(value) && typeof value.error === 'string') {
    return { ok: false, error: value.error, code: typeof value.code === 'string' ? value.code : 'unknown' };
  }
  return value === undefined ? { ok: false, error: output, code: 'unreadable' } : { ok: true, value };
}

/** The tasks of a list result: the bare array or `{ tasks }`. */
export function tasksOf(value: unknown): TaskFact[] {
  const rows = isObject(value) ? value.tasks : value;
  return Array.isArray(rows) ? rows.filter(isObject).map(taskOf) : [];
}

/** How many there are in all, and where the list goes on; a bare array is whole. */
export function totalOf(value: unknown, listed: number): { total: number; more: boolean } {
  if (!isObject(value)) return { total: listed, more: false };
  const total = typeof value.total === 'number' ? value.total : listed;
  return { total, more: typeof value.next_cursor === 'string' || total > listed };
}

/** The task that a change speaks of. */
export function changedTask(value: unknown): TaskFact {
  if (!isObject(value)) return {};
  const done =
    value.status === 'completed'
      ? true
      : value.status === 'pending' || value.status === 'created'
        ? false
        : undefined;
  const fact = taskOf({ ...value, id: value.task_id ?? value.id });
  return done === undefined ? fact : { ...fact, done };
}

function taskOf(row: JsonObject): TaskFact {
  const done = row.is_completed ?? row.completed;
  return {
    ...((typeof row.id === 'string' || typeof row.id === 'number') && { id: String(row.id) }),
    ...(typeof row.number === 'number' && { number: row.number }),
    ...(typeof row.title === 'string' && { title: row.title }),
    ...(typeof done === 'boolean' && { done }),
    ...((typeof row.description === 'string' || row.description === null) && {
      description: row.description,
    }),
  };
}

function unwrapped(output: string, depth = 0): unknown {
  const value = parseJson(output) ?? embedded(output);
  if (depth > 3) return value;
  if (typeof value === 'string') return unwrapped(value, depth + 1);
  const content = isObject(value) && Array.isArray(value.content) ? value.content : value;
  const part = Array.isArray(content) && content.length === 1 ? content[0] : content;
  const isText =
    isObject(part) && typeof part.text === 'string' && (part.type === 'text' || part.type === 'input_text');
  return isText ? unwrapped(String(part.text), depth + 1) : value;
}

/** The first JSON value that fills the text from some line on ("Note: …\n{…}"). */
function embedded(text: string): unknown {
  for (const { index } of text.matchAll(/^[[{]/gm)) {
    const value = parseJson(text.slice(index));
    if (value !== undefined) return value;
  }
  return undefined;
}
