// Entities in a text that is edited as plain text: which range of it stands for which. Pure.
import type { Draft, DraftTag } from './chat-state.ts';

type Tagged = Pick<Draft, 'text' | 'tags'>;

/** How the text came to be. */
export type Edit = {
  /** Where the caret stands after it: nothing behind it was changed. */
  caret?: number | undefined;
  /** The browser took an edit back, or made it again. */
  undone?: boolean;
};

const TEXTS_MAX = 100;

/**
 * What is left of the tags after an edit: those behind it move with their words. A tag that was changed within
 * becomes plain text, so that no word is lost, and looks like it at once.
 */
export function editTags({ text: before, tags }: Tagged, after: string, caret = 0): readonly DraftTag[] {
  if (tags.length === 0) return tags;
  const { from, until } = changeOf(before, after, caret);
  const by = after.length - before.length;
  return tags.flatMap((tag) => {
    if (tag.end <= from) return [tag];
    return tag.start >= until ? [{ ...tag, start: tag.start + by, end: tag.end + by }] : [];
  });
}

/** Marks a range of the text as a tag, in the place of those that it touches. */
export function addTag({ text, tags }: Tagged, tag: DraftTag): readonly DraftTag[] {
  if (tag.start < 0 || tag.end > text.length || tag.start >= tag.end) return tags;
  const others = tags.filter(({ start, end }) => end <= tag.start || start >= tag.end);
  return [...others, tag].sort((a, b) => a.start - b.start);
}

/** Follows what is typed. A browser undoes words only, so the tags of earlier texts are remembered here. */
export function createTagFollower(): (before: Tagged, after: string, edit?: Edit) => readonly DraftTag[] {
  const known = new Map<string, readonly DraftTag[]>();
  return (before, after, { caret, undone = false } = {}) => {
    if (before.tags.length > 0) {
      known.delete(before.text);
      known.set(before.text, before.tags);
      const [oldest] = known.keys();
      if (known.size > TEXTS_MAX && oldest !== undefined) known.delete(oldest);
    }
    return (undone ? known.get(after) : undefined) ?? editTags(before, after, caret);
  };
}

/** The range of the old text that the edit replaced: as short as it can be with the caret where it is. */
function changeOf(before: string, after: string, caret: number): { from: number; until: number } {
  const shorter = Math.min(before.length, after.length);
  const isSameBehind = (count: number) =>
    before[before.length - 1 - count] === after[after.length - 1 - count];
  let behind = 0;
  while (behind < Math.min(shorter, after.length - caret) && isSameBehind(behind)) behind += 1;
  let from = 0;
  while (from < shorter - behind && before[from] === after[from]) from += 1;
  // The caret may stand behind the change, as after a correction of an earlier word.
  while (behind < shorter - from && isSameBehind(behind)) behind += 1;
  return { from, until: before.length - behind };
}
