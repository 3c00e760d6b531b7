import { REQUEST } from './limits.ts';

/**
 * Whether a JSON text stays within depth, keys per object and items per array; one linear scan before the parse,
 * because `JSON.parse` takes depths at which every later walk over the value overflows the stack.
 */
export function isTooComplex(text: string): boolean {
  const room: number[] = [];
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i];
    if (char === '"') i = endOfString(text, i);
    else if (char === '{' || char === '[') {
      if (room.push(char === '{' ? REQUEST.jsonMaxKeys : REQUEST.jsonMaxItems) > REQUEST.jsonMaxDepth)
        return true;
    } else if (char === '}' || char === ']') room.pop();
    else if (char === ',' && room.length > 0) {
      const left = (room.pop() ?? 0) - 1;
      if (left < 1) return true;
      room.push(left);
    }
  }
  return false;
}

function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i;
}
