// What an action of a widget carries: its own payload, and the values of the fields around it. Pure.

export type MergedPayload = {
  payload: unknown;
  /** Names of fields that found no place: the payload has a value there already. */
  clashes: string[];
  /** Names that would reach into the prototype of an object, or are no path. */
  refused: string[];
};

type Plain = Record<string, unknown>;

const FORBIDDEN = new Set(['', '__proto__', 'constructor', 'prototype']);

/** Puts the fields in by their names: `todo.title` becomes `{ todo: { title } }`. What the payload has wins. */
export function mergeValues(payload: unknown, values: Record<string, unknown>): MergedPayload {
  const merged: MergedPayload = { payload, clashes: [], refused: [] };
  for (const [name, value] of Object.entries(values)) {
    const path = name.split('.');
    if (path.some((step) => FORBIDDEN.has(step))) {
      merged.refused.push(name);
      continue;
    }
    const next = place(merged.payload ?? {}, path, value);
    if (next) merged.payload = next;
    else merged.clashes.push(name);
  }
  return merged;
}

/** A copy with the value in its place; null when something else is there, or on the way. */
function place(target: unknown, [step = '', ...rest]: string[], value: unknown): Plain | null {
  if (!isPlain(target)) return null;
  const has = Object.hasOwn(target, step);
  if (rest.length === 0) return has ? null : { ...target, [step]: value };
  const inner = place(has ? target[step] : {}, rest, value);
  return inner && { ...target, [step]: inner };
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
