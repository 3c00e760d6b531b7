import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { UserMessageInput } from '#chatkit/protocol/requests.ts';
import { type DraftAttachment, EMPTY_CHAT, EMPTY_DRAFT } from './chat-state.ts';
import { draftOf, draftTextOf, messageOf, refusalOf, segmentsOf } from './compose.ts';

const NO_CHOICE = { toolId: null, modelId: null };
const milk = { id: 't7', title: 'Buy milk' };
const file: DraftAttachment = {
  key: 'k1',
  name: 'list.txt',
  mimeType: 'text/plain',
  upload: 'done',
  stored: { type: 'file', id: 'atc_1', name: 'list.txt', mime_type: 'text/plain' },
};

test('tags and the text around them become segments in their order, without white space at the ends', () => {
  const text = '  Move @Buy milk to Friday \n';
  expect(segmentsOf({ text, tags: [{ start: 7, end: 16, entity: milk }] })).toEqual([
    { type: 'input_text', text: 'Move ' },
    { type: 'input_tag', id: 't7', text: 'Buy milk', data: {}, interactive: false },
    { type: 'input_text', text: ' to Friday' },
  ]);
});

test('tags that touch each other, the beginning and the end leave no empty segments', () => {
  const tags = [
    { start: 0, end: 9, entity: { ...milk, group: 'Tasks', data: { n: '7' }, interactive: true } },
    { start: 9, end: 18, entity: milk },
  ];
  expect(segmentsOf({ text: '@Buy milk@Buy milk', tags })).toEqual([
    { type: 'input_tag', id: 't7', text: 'Buy milk', data: { n: '7' }, interactive: true, group: 'Tasks' },
    { type: 'input_tag', id: 't7', text: 'Buy milk', data: {}, interactive: false },
  ]);
});

test('any segments come back as they were put into the composer', () => {
  const word = fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => `a${text}z`);
  const tag = fc.record({
    ...{ type: fc.constant('input_tag' as const), id: fc.string(), text: word },
    ...{ data: fc.dictionary(fc.string(), fc.jsonValue()), interactive: fc.boolean() },
  });
  const text = fc.record({ type: fc.constant('input_text' as const), text: word });
  const separated = fc.array(fc.oneof(text, tag)).map((parts) =>
    // Texts that follow each other are one text in the composer.
    parts.filter((part, index) => part.type === 'input_tag' || parts[index - 1]?.type !== 'input_text'),
  );
  fc.assert(
    fc.property(separated, (content: UserMessageInput['content']) => {
      expect(segmentsOf(draftTextOf(content))).toEqual(content);
    }),
  );
});

test('a draft becomes a message with its attachments, its quote, the tool and the model', () => {
  const draft = { ...EMPTY_DRAFT, text: 'See this', attachments: [file], quote: 'Pay bills' };
  const { input, attachments } = messageOf(draft, { toolId: 'search', modelId: 'small' });
  expect(input).toEqual({
    content: [{ type: 'input_text', text: 'See this' }],
    attachments: ['atc_1'],
    quoted_text: 'Pay bills',
    inference_options: { tool_choice: { id: 'search' }, model: 'small' },
  });
  expect(attachments).toEqual([file.stored]);
});

test('the item of a message gives back the draft that it came from', () => {
  const tags = [{ start: 0, end: 9, entity: { ...milk, data: {}, interactive: false } }];
  const draft = { text: '@Buy milk today', tags, attachments: [file], quote: 'Pay bills' };
  const { input, attachments } = messageOf(draft, NO_CHOICE);
  const item = {
    ...input,
    type: 'user_message',
    id: 'm',
    thread_id: 't',
    created_at: '',
    attachments,
  } as const;
  expect(draftOf(item)).toEqual({
    ...draft,
    attachments: [{ ...file, key: 'stored_atc_1' }],
  });
});

test.each([
  ['empty', { text: ' \n' }],
  [null, { text: 'Hi' }],
  [null, { attachments: [file] }],
  ['uploading', { text: 'Hi', attachments: [{ ...file, upload: 'running' as const }] }],
  ['upload_failed', { text: 'Hi', attachments: [file, { ...file, upload: 'failed' as const }] }],
])('a draft is refused as %s', (refusal, change) => {
  expect(refusalOf({ ...EMPTY_CHAT, draft: { ...EMPTY_DRAFT, ...change } })).toBe(refusal);
});

test('nothing is sent while an answer comes or when the thread is closed', () => {
  const draft = { ...EMPTY_DRAFT, text: 'Hi' };
  expect(refusalOf({ ...EMPTY_CHAT, draft, phase: 'responding' })).toBe('busy');
  const thread = { id: 't', created_at: '', status: { type: 'closed' as const } };
  expect(refusalOf({ ...EMPTY_CHAT, draft, thread })).toBe('closed');
});
