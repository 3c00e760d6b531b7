// Where in the text something is being looked for: `@` at the start of a word, `/` at the start of all. Pure.
import type { DraftTag } from '../../state/chat-state.ts';

export type Kind = 'entity' | 'command';

/** What is looked for stands between `start`, where the sign is, and the caret. */
export type Trigger = { kind: Kind; start: number; query: string };

const QUERY_MAX = 60;
/** Letters before the sign make it part of an address; some scripts put no space between words. */
const WITHIN_WORD = /[\p{L}\p{N}_.%+@/-]$/u;
const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]$/u;
/** Input methods for some languages write the wide signs. */
const SIGNS: Record<Kind, RegExp> = { entity: /[@＠]/, command: /[/／]/ };

/** What is being looked for with the caret here; null when it is nothing, or part of a tag. */
export function triggerAt(
  text: string,
  caret: number,
  tags: readonly DraftTag[],
  kinds: readonly Kind[],
): Trigger | null {
  for (const kind of kinds) {
    const start = kind === 'command' ? 0 : lastSign(text, caret);
    const query = text.slice(start + 1, caret);
    if (start < 0 || start >= caret || !SIGNS[kind].test(text.charAt(start))) continue;
    if (query.length > QUERY_MAX || /^\s|\n/.test(query)) continue;
    const isTagged = tags.some((tag) => tag.start < caret && tag.end > start);
    if (!isTagged && startsWord(text.slice(0, start))) return { kind, start, query };
  }
  return null;
}

/** Whether the query may as well be a sentence that goes on: then only what surely fits is offered. */
export function isSentence({ query }: Trigger): boolean {
  return /\s/.test(query);
}

/** Whether all of the query stands in the title. */
export function fits(title: string, query: string): boolean {
  return title.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase());
}

function lastSign(text: string, caret: number): number {
  return Math.max(text.lastIndexOf('@', caret - 1), text.lastIndexOf('＠', caret - 1));
}

function startsWord(before: string): boolean {
  return !WITHIN_WORD.test(before) || SPACELESS.test(before);
}
