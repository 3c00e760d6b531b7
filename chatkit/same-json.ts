import type { ThreadMetadata, ThreadStatus } from './protocol/thread.ts';

/**
 * Whether two values are the same JSON, where a field that is `undefined` is absent and the order of fields
 * does not count.
 */
export function sameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  // `for … in` costs twice as much as the lists of keys.
  for (const field of Object.keys(one)) if (!sameJson(one[field], own(other, field))) return false;
  for (const field of Object.keys(other)) {
    if (other[field] !== undefined && own(one, field) === undefined) return false;
  }
  return true;
}

/** A field called `constructor` is not the one that every object inherits. */
function own(value: Record<string, unknown>, field: string): unknown {
  return Object.hasOwn(value, field) ? value[field] : undefined;
}

/** The same for threads, field by field: it runs once for each event of a turn. */
export function sameThread(one: ThreadMetadata, other: ThreadMetadata): boolean {
  return (
    one.title === other.title &&
    sameJson(one.metadata, other.metadata) &&
    sameStatus(one.status, other.status) &&
    sameJson(one.allowed_image_domains, other.allowed_image_domains) &&
    one.created_at === other.created_at &&
    one.id === other.id
  );
}

function sameStatus(one: ThreadStatus, other: ThreadStatus): boolean {
  return one.type === other.type && reasonOf(one) === reasonOf(other);
}

const reasonOf = (status: ThreadStatus) => ('reason' in status ? status.reason : undefined);

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
