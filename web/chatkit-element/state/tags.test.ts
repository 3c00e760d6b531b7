import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DraftTag } from './chat-state.ts';
import { addTag, createTagFollower, editTags } from './tags.ts';

/** A draft written with its tags in brackets. */
function draft(marked: string): { text: string; tags: DraftTag[] } {
  const tags: DraftTag[] = [];
  let text = '';
  for (const [, plain = '', title] of marked.matchAll(/([^[\]]*)(?:\[@([^\]]*)\])?/g)) {
    text += plain;
    if (title === undefined) continue;
    const start = text.length;
    text += `@${title}`;
    tags.push({ start, end: text.length, entity: { id: `${tags.length}`, title } });
  }
  return { text, tags };
}

const written = (text: string, tags: readonly DraftTag[]) =>
  tags.map(({ start, end }) => text.slice(start, end));
const ids = (tags: readonly DraftTag[]) => tags.map(({ entity }) => entity.id);

/** The edit of a browser: the caret stands behind what was put in. */
function edit(
  { text, tags }: { text: string; tags: readonly DraftTag[] },
  from: number,
  until: number,
  put: string,
) {
  const after = text.slice(0, from) + put + text.slice(until);
  return { text: after, tags: editTags({ text, tags }, after, from + put.length) };
}

test('typing before a tag moves it, typing behind it does not', () => {
  const before = draft('Ask [@Ada] now');
  expect(edit(before, 0, 0, 'Please: ').tags).toMatchObject([{ start: 12, end: 16 }]);
  expect(edit(before, 12, 12, '!').tags).toEqual(before.tags);
  expect(edit(before, 4, 4, 'x').tags).toMatchObject([{ start: 5, end: 9 }]);
  expect(edit(before, 8, 8, "'s").tags).toEqual(before.tags);
});

test('an edit within a tag makes it plain text', () => {
  const before = draft('Ask [@Ada] now');
  expect(edit(before, 6, 6, 'x')).toEqual({ text: 'Ask @Axda now', tags: [] });
  expect(edit(before, 7, 8, '')).toEqual({ text: 'Ask @Ad now', tags: [] });
  expect(edit(before, 4, 5, '')).toEqual({ text: 'Ask Ada now', tags: [] });
});

test('a tag goes with the words that are removed around it; the others stay', () => {
  const after = edit(draft('[@Ada] and [@Bo] and [@Cy]'), 3, 12, '');
  expect(written(after.text, after.tags)).toEqual(['@Cy']);
  expect(ids(edit(draft('[@Ada] and [@Bo]'), 0, 12, 'Nobody').tags)).toEqual([]);
});

test('of two tags with one name, the one that is deleted goes', () => {
  const before = draft('[@Ada][@Ada]');
  expect(ids(edit(before, 0, 4, '').tags)).toEqual(['1']);
  expect(ids(edit(before, 4, 8, '').tags)).toEqual(['0']);
});

test('a correction of an earlier word leaves the tag between it and the caret', () => {
  const { text, tags } = draft('teh [@Ada] came');
  const after = text.replace('teh', 'the');
  expect(editTags({ text, tags }, after, after.length)).toEqual(tags);
});

test('undoing the deletion of a tag brings the tag back, typing its name does not', () => {
  const follow = createTagFollower();
  const before = draft('Ask [@Ada] now');
  const cut = { text: 'Ask  now', tags: follow(before, 'Ask  now', { caret: 4 }) };
  expect(cut.tags).toEqual([]);
  expect(follow(cut, before.text, { caret: 8 })).toEqual([]);
  expect(follow(cut, before.text, { caret: 8, undone: true })).toEqual(before.tags);
});

test('undoing something else keeps the tags where their words are', () => {
  const follow = createTagFollower();
  const before = draft('Hello [@Ada]');
  expect(follow(before, '@Ada', { caret: 0, undone: true })).toMatchObject([{ start: 0, end: 4 }]);
});

test('a new tag takes its place in the order of the text, and that of a tag which it touches', () => {
  const { text, tags } = draft('[@Ada] met Bo and [@Cy]');
  const bo = { start: 9, end: 11, entity: { id: 'bo', title: 'Bo' } };
  expect(ids(addTag({ text, tags }, bo))).toEqual(['0', 'bo', '1']);
  expect(ids(addTag({ text, tags }, { ...bo, start: 2 }))).toEqual(['bo', '1']);
  expect(addTag({ text, tags }, { ...bo, end: 99 })).toEqual(tags);
});

const piece = fc.oneof(
  fc.string({ unit: fc.constantFrom('@', 'A', 'd', 'a', ' ', '\n', '😀'), maxLength: 4 }),
  fc.constantFrom('[@Ada]', '[@a]', '[@]', '[@Ad a]'),
);

test('whatever is edited: a tag that was not touched stays with its words, and no tag has other words', () => {
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 8 }),
      fc.nat(40),
      fc.nat(10),
      fc.string({ unit: fc.constantFrom('@', 'A', 'd', 'a', ' '), maxLength: 6 }),
      (pieces, at, length, put) => {
        const before = draft(pieces.join(''));
        const from = Math.min(at, before.text.length);
        const until = Math.min(from + length, before.text.length);
        const after = edit(before, from, until, put);
        const untouched = before.tags.filter(({ start, end }) => end <= from || start >= until);
        expect(ids(after.tags)).toEqual(expect.arrayContaining(ids(untouched)));
        expect(written(after.text, after.tags)).toEqual(after.tags.map(({ entity }) => `@${entity.title}`));
        for (const [index, { start }] of after.tags.entries()) {
          expect(start).toBeGreaterThanOrEqual(after.tags[index - 1]?.end ?? 0);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('without a caret to go by, no tag has other words either', () => {
  const text = fc.string({ unit: fc.constantFrom('@', 'A', 'd', 'a', ' '), maxLength: 12 });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), text, fc.nat(12), (pieces, after, caret) => {
      const before = draft(pieces.join(''));
      for (const tags of [editTags(before, after), editTags(before, after, caret)]) {
        expect(written(after, tags)).toEqual(tags.map(({ entity }) => `@${entity.title}`));
      }
    }),
    { numRuns: 500 },
  );
});
