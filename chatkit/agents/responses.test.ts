import { RunRawModelStreamEvent, type RunStreamEvent } from '@openai/agents';
import { expect, test } from 'vitest';
import { collect } from '../testing/collect.ts';
import { streamAgentResponse } from './events.ts';
import type { AgentHooks } from './options.ts';
import { delta, responseDone, responseWith, runOf } from './testing/fed-run.ts';
import {
  type Citation,
  cited,
  itemAdded,
  itemDone,
  message,
  partAdded,
  raw,
  textDone,
  textPart,
} from './testing/raw-events.ts';
import { base, doneItems, kinds, testContext, updates } from './testing/turn.ts';

const stream = (events: RunStreamEvent[], hooks: AgentHooks = {}) =>
  collect(streamAgentResponse(runOf(...events), { context: testContext(), ...hooks }));

const file: Citation = { type: 'file_citation', file_id: 'f', filename: 'test.txt', index: 0 };
const container: Citation = {
  type: 'container_file_citation',
  ...{ container_id: 'c', file_id: 'f', filename: 'container.txt', start_index: 0, end_index: 3 },
};
const url: Citation = {
  type: 'url_citation',
  ...{ url: 'https://example.com', title: 'Example', start_index: 1, end_index: 5 },
};
const path: Citation = { type: 'file_path', file_id: 'f', index: 0 };

const fileNote = (filename: string, index: number) => ({
  type: 'annotation',
  source: { type: 'file', filename, title: filename },
  index,
});
const urlNote = {
  type: 'annotation',
  source: { type: 'url', url: 'https://example.com', title: 'Example' },
  index: 5,
};

test.each([
  [
    'a text delta',
    delta('Hello, world!', 'm', 0),
    { type: 'assistant_message.content_part.text_delta', content_index: 0, delta: 'Hello, world!' },
  ],
  [
    'a part that begins',
    partAdded('m', 1, textPart('New content')),
    {
      type: 'assistant_message.content_part.added',
      content_index: 1,
      content: { type: 'output_text', text: 'New content', annotations: [] },
    },
  ],
  [
    'a text that is done',
    textDone('m', 0, 'Final text'),
    {
      type: 'assistant_message.content_part.done',
      content_index: 0,
      content: { type: 'output_text', text: 'Final text', annotations: [] },
    },
  ],
  [
    'a citation',
    cited('m', 0, { type: 'file_citation', file_id: 'f', filename: 'file.txt', index: 5 }),
    {
      type: 'assistant_message.content_part.annotation_added',
      content_index: 0,
      annotation_index: 0,
      annotation: fileNote('file.txt', 5),
    },
  ],
])('A18 %s is one update of the message that is open', async (_, event, update) => {
  const opened = [itemAdded(message('m')), partAdded('m', 0, textPart(''))];
  const before = await stream([...opened, itemDone(message('m'))]);
  const events = await stream([...opened, event, itemDone(message('m'))]);
  expect(events).toHaveLength(before.length + 1);
  expect(events[2]).toEqual({ type: 'thread.item.updated', item_id: 'message_1', update });
});

test('a whole message of the Responses API is told once, part by part, though the SDK tells it thrice', async () => {
  const events = await stream([
    itemAdded(message('m')),
    partAdded('m', 0, textPart('')),
    delta('Hel', 'm', 0),
    raw({
      type: 'response.output_text.delta',
      ...{ item_id: 'm', content_index: 0, delta: 'Hel', logprobs: [], output_index: 0, sequence_number: 0 },
    }),
    delta('lo', 'm', 0),
    textDone('m', 0, 'Hello'),
    itemDone(message('m', textPart('Hello', url))),
    responseDone('Hello'),
  ]);
  expect(kinds(events)).toEqual([
    'thread.item.added assistant_message',
    'assistant_message.content_part.added',
    'assistant_message.content_part.text_delta',
    'assistant_message.content_part.text_delta',
    'assistant_message.content_part.done',
    'thread.item.done assistant_message',
  ]);
  expect(doneItems(events)).toEqual([
    {
      ...{ type: 'assistant_message', id: 'message_1', ...base },
      content: [{ type: 'output_text', text: 'Hello', annotations: [urlNote] }],
    },
  ]);
});

test('text of a second part goes to that part', async () => {
  const events = await stream([
    itemAdded(message('m')),
    partAdded('m', 0, textPart('')),
    delta('one', 'm', 0),
    partAdded('m', 1, textPart('')),
    delta('two', 'm', 1),
    responseDone(),
  ]);
  expect(doneItems(events)).toMatchObject([{ content: [{ text: 'one' }, { text: 'two' }] }]);
});

test('a part that is done is not done again when only the response says that the message is', async () => {
  const events = await stream([
    itemAdded(message('m')),
    delta('Hello', 'm', 0),
    textDone('m', 0, 'Hello'),
    responseDone('Hello'),
  ]);
  expect(kinds(events).slice(-2)).toEqual([
    'assistant_message.content_part.done',
    'thread.item.done assistant_message',
  ]);
  expect(events).toHaveLength(5);
});

test('messages with one constant id stay apart', async () => {
  const turn = (text: string) => [
    itemAdded(message('same')),
    delta(text, 'same', 0),
    itemDone(message('same', textPart(text))),
  ];
  const events = await stream([...turn('one'), ...turn('two'), responseDone('one', 'two')]);
  expect(doneItems(events)).toMatchObject([
    { id: 'message_1', content: [{ text: 'one' }] },
    { id: 'message_2', content: [{ text: 'two' }] },
  ]);
});

test('A19 dropped citations leave no gap, and the index of a range is its end', async () => {
  const events = await stream([
    itemAdded(message('m')),
    cited('m', 0, { ...file, filename: '' }),
    cited('m', 1, container),
    cited('m', 2, url),
  ]);
  const notes = updates(events).filter(({ type }) => type.endsWith('annotation_added'));
  expect(notes).toMatchObject([
    { annotation_index: 0, annotation: fileNote('container.txt', 3) },
    { annotation_index: 1, annotation: urlNote },
  ]);
});

test('A20 citations with fields that nobody knows are converted alike, of unknown kinds dropped', async () => {
  const extended = { ...url, confidence: 0.5 };
  const unknown = JSON.parse('{"type": "hologram_citation", "index": 1}');
  const events = await stream([itemAdded(message('m')), cited('m', 0, unknown), cited('m', 1, extended)]);
  expect(updates(events)).toContainEqual({
    type: 'assistant_message.content_part.annotation_added',
    ...{ content_index: 0, annotation_index: 0, annotation: urlNote },
  });
});

test('A21 citations are converted in the integrator’s way, while streaming and when done', async () => {
  const order: string[] = [];
  const report = {
    type: 'annotation',
    source: { type: 'file', filename: 'report.pdf', title: 'Usage Report', description: 'A report' },
    index: 111,
  } as const;
  const custom = {
    type: 'annotation',
    source: { type: 'url', url: 'https://custom.example/url', title: 'Custom' },
    index: 222,
  } as const;
  const hooks: AgentHooks = {
    annotations: {
      async file_citation() {
        order.push('file');
        return report;
      },
      url_citation() {
        order.push('url');
        return custom;
      },
    },
  };
  const run = [
    itemAdded(message('m_1')),
    partAdded('m_1', 0, textPart('')),
    cited('m_1', 0, file),
    itemDone(message('m_1', textPart('Hello!', url))),
  ];
  const events = (await stream(run, hooks)).slice(2);
  expect(events).toMatchObject([
    { update: { annotation_index: 0, annotation: report } },
    { type: 'thread.item.done', item: { content: [{ text: 'Hello!', annotations: [custom] }] } },
  ]);
  expect(events).toHaveLength(2);
  expect(order).toEqual(['file', 'url']);
});

test('A23 a message that comes whole is one done item with its citations; a file search says nothing', async () => {
  const search: Parameters<typeof itemDone>[0] = {
    ...{ type: 'file_search_call', id: 's', queries: ['q'], status: 'completed', results: [] },
  };
  const events = await stream([
    itemDone(search),
    itemDone(message('1', textPart('Hello, world!', file, container, url, path), textPart("Can't do that"))),
    responseDone('Hello, world!'),
  ]);
  expect(kinds(events)).toEqual(['thread.item.done assistant_message']);
  expect(doneItems(events)).toMatchObject([
    {
      content: [
        {
          text: 'Hello, world!',
          annotations: [fileNote('test.txt', 0), fileNote('container.txt', 3), urlNote],
        },
        { text: "Can't do that", annotations: [] },
      ],
    },
  ]);
});

test('U26 a refusal is read as text; reasoning text and refusal deltas are not told', async () => {
  const at = { item_id: 'm', content_index: 0, output_index: 0, sequence_number: 0 };
  const events = await stream([
    itemAdded(message('m')),
    raw({ type: 'response.content_part.added', ...at, part: { type: 'reasoning_text', text: 'hm' } }),
    partAdded('m', 0, { type: 'refusal', refusal: '' }),
    raw({ type: 'response.refusal.delta', ...at, delta: 'I cannot' }),
    itemDone(message('m', { type: 'refusal', refusal: 'I cannot do that.' })),
  ]);
  expect(kinds(events)).toEqual([
    'thread.item.added assistant_message',
    'assistant_message.content_part.added',
    'thread.item.done assistant_message',
  ]);
  expect(doneItems(events)).toMatchObject([
    { content: [{ type: 'output_text', text: 'I cannot do that.', annotations: [] }] },
  ]);
});

test('citations of Chat Completions come with the last word of their part', async () => {
  const { type, ...url_citation } = url;
  const events = await stream([
    delta('Hello', 'chatcmpl'),
    responseWith({
      ...{ type: 'message', role: 'assistant', status: 'completed' },
      content: [
        { type: 'output_text', text: 'Hello', providerData: { annotations: [{ type, url_citation }] } },
        { type: 'refusal', refusal: 'No more.' },
      ],
    }),
  ]);
  const content = [
    { type: 'output_text', text: 'Hello', annotations: [urlNote] },
    { type: 'output_text', text: 'No more.', annotations: [] },
  ];
  expect(updates(events).slice(-2)).toEqual([
    { type: 'assistant_message.content_part.done', content_index: 0, content: content[0] },
    { type: 'assistant_message.content_part.done', content_index: 1, content: content[1] },
  ]);
  expect(doneItems(events)).toMatchObject([{ content }]);
});

test.each([
  ['a chunk of Chat Completions', { object: 'chat.completion.chunk', choices: [] }],
  ['an event that nobody knows', { type: 'response.hologram.added' }],
  ['an item that nobody knows', { type: 'response.output_item.added', item: { type: 'hologram' } }],
  [
    'an annotation that is none',
    { type: 'response.output_text.annotation.added', item_id: 'm', content_index: 0, annotation: null },
  ],
  ['nothing', null],
])('%s says nothing', async (_, event) => {
  expect(await stream([new RunRawModelStreamEvent({ type: 'model', event })])).toEqual([]);
});
