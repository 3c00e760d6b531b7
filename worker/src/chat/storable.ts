// What Postgres cannot keep (U+0000, half of a surrogate pair) in the texts and names of a JSON value of any shape.
import { mendUnstorable, refuseUnstorable } from '#core/text.ts';

/** For what people send. @throws AppError `invalid_characters` */
export function refuseUnstorableIn(value: unknown): void {
  if (typeof value === 'string') refuseUnstorable(value);
  else if (Array.isArray(value)) value.forEach(refuseUnstorableIn);
  else if (isObject(value)) Object.entries(value).flat().forEach(refuseUnstorableIn);
}

/** For what a model or a tool says: JSON text that can be stored. */
export const toStorableJson = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'string') return mendUnstorable(part);
    if (!isObject(part) || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [mendUnstorable(name), inner]));
  });

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
