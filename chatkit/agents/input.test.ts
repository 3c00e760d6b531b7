import { expect, test } from 'vitest';
import type { ThreadItem } from '../protocol/items.ts';
import { type InputConverters, toModelInput } from './input.ts';
import type { InputParts } from './input-words.ts';

const base = { thread_id: 'thr_1', created_at: '2026-01-02T03:04:05.000Z' };

const user = (text: string, quoted_text?: string): ThreadItem => ({
  type: 'user_message',
  id: `msg_${text}`,
  ...base,
  content: [{ type: 'input_text', text }],
  attachments: [],
  inference_options: {},
  ...(quoted_text ? { quoted_text } : {}),
});

const texts = (items: ThreadItem[], converters: Partial<InputConverters & InputParts> = {}) =>
  toModelInput(items, converters).map((item) => {
    if (!('role' in item) || typeof item.content === 'string')
      throw new Error('expected a message with parts');
    return [item.role, ...item.content.map((part) => ('text' in part ? part.text : part.type))];
  });

test('A06 a quote is sent for the last user message only', () => {
  expect(texts([user('Hello', 'Hi!'), user('Fine', 'How are you doing?')])).toEqual([
    ['user', 'Hello'],
    ['user', 'Fine'],
    ['user', 'The user is referring to this text in particular:\nHow are you doing?'],
  ]);
});

test('A06 U30 anything after the message drops its quote, be it an end of turn', () => {
  const end: ThreadItem = { type: 'end_of_turn', id: 'e', ...base };
  expect(texts([user('Hello', 'Hi!'), end])).toEqual([['user', 'Hello']]);
});

test('A07 an assistant message keeps its parts and loses its annotations; a widget is told with its JSON', () => {
  const item: ThreadItem = {
    type: 'assistant_message',
    id: 'msg_1',
    ...base,
    content: [
      { type: 'output_text', text: 'How are you doing?', annotations: [] },
      { type: 'output_text', text: "Can't do that", annotations: [] },
    ],
  };
  const widget: ThreadItem = {
    ...{ type: 'widget', id: 'wd_123', ...base },
    widget: { type: 'Card', children: [{ type: 'Text', value: 'Hello, world!', key: null }] },
  };
  const [first, second, answer, shown] = texts([user('a', 'x'), user('b', 'y'), item, widget]);
  expect([first, second]).toEqual([
    ['user', 'a'],
    ['user', 'b'],
  ]);
  expect(answer).toEqual(['assistant', 'How are you doing?', "Can't do that"]);
  expect(shown).toEqual([
    'user',
    `The following graphical UI widget (id: wd_123) was displayed to the user:
<Widget>
{"type":"Card","children":[{"type":"Text","value":"Hello, world!"}]}
</Widget>`,
  ]);
});

test('A12 hidden context that is text is marked as hidden', () => {
  const item: ThreadItem = {
    type: 'hidden_context_item',
    id: 'h',
    ...base,
    content: 'User pressed the red button',
  };
  expect(texts([item])).toEqual([
    [
      'user',
      'Hidden context for the agent (not shown to the user):\n<HiddenContext>\nUser pressed the red button\n</HiddenContext>',
    ],
  ]);
});

test('A13 hidden context that is not text throws unless a converter takes it', () => {
  const item: ThreadItem = {
    type: 'hidden_context_item',
    id: 'h',
    ...base,
    content: { harry: 'potter', hermione: 'granger' },
  };
  expect(() => toModelInput([item])).toThrow(TypeError);
  const hidden_context_item: InputConverters['hidden_context_item'] = ({ content }) => [
    { role: 'user', content: `<HIDDEN>${Object.keys(content as object).join(',')}</HIDDEN>` },
  ];
  expect(toModelInput([item], { hidden_context_item })).toEqual([
    { role: 'user', content: '<HIDDEN>harry,hermione</HIDDEN>' },
  ]);
});

test('each custom task of a workflow is told with its title and content', () => {
  const item: ThreadItem = {
    type: 'workflow',
    id: 'wf_1',
    ...base,
    workflow: {
      type: 'custom',
      expanded: false,
      tasks: [
        { type: 'custom', status_indicator: 'complete', title: 'Add task', content: '`add_task`' },
        { type: 'thought', status_indicator: 'none', content: 'secret musing' },
      ],
    },
  };
  expect(texts([item])).toEqual([
    ['user', 'This step was carried out and shown to the user as done: Add task: `add_task`'],
  ]);
});

const tagged = (...tags: [string, Record<string, unknown>?][]): ThreadItem => ({
  ...{ type: 'user_message', id: 'u', ...base, attachments: [], inference_options: {} },
  content: tags.map(([text, data = {}], index) => ({
    ...{ type: 'input_tag', id: `tag_${index}`, text, data, interactive: false },
  })),
});

const MENTIONS = `# User-provided context for @-mentions
- When referencing resolved entities, use their canonical names **without** '@'.
- The '@' form appears only in user text and should not be echoed.`;

test('A08 a tag is @text in the message, and what is known of it follows', () => {
  const tag: InputParts['tag'] = ({ text, data }) => ({ type: 'input_text', text: `${text} ${data.key}` });
  expect(texts([tagged(['Hello!', { key: 'value' }])], { tag })).toEqual([
    ['user', '@Hello!'],
    ['user', MENTIONS, 'Hello! value'],
  ]);
});

test('U30 a tag is known once for each text, in the order of their first places, after the quote', () => {
  const tag: InputParts['tag'] = ({ id, text }) => ({ type: 'input_text', text: `${id} ${text}` });
  const item = { ...tagged(['b'], ['a'], ['b']), quoted_text: 'Hi!' };
  expect(texts([item], { tag })).toEqual([
    ['user', '@b@a@b'],
    ['user', 'The user is referring to this text in particular:\nHi!'],
    ['user', MENTIONS, 'tag_0 b', 'tag_1 a'],
  ]);
});

test('tags that need no words add no message', () => {
  expect(texts([tagged(['b'])], { tag: () => undefined })).toEqual([['user', '@b']]);
});

test('A09 a tag throws unless a hook takes it, and so does an attachment', () => {
  expect(() => toModelInput([tagged(['Hello!'])])).toThrow(TypeError);
  expect(() => toModelInput([attached])).toThrow(TypeError);
});

const attached: ThreadItem = {
  ...{ type: 'user_message', id: 'u', ...base, inference_options: {} },
  content: [{ type: 'input_text', text: 'See ' }],
  attachments: [
    { type: 'file', id: 'f_1', name: 'a.txt', mime_type: 'text/plain' },
    { type: 'image', id: 'f_2', name: 'b.png', mime_type: 'image/png', preview_url: 'https://example.com/b' },
  ],
};

test('U30 attachments are parts of the message they came with', () => {
  const attachment: InputParts['attachment'] = ({ id }) => ({ type: 'input_file', file: { id } });
  const text = { type: 'input_text', text: 'See ' };
  const files = ['f_1', 'f_2'].map((id) => ({ type: 'input_file', file: { id } }));
  expect(toModelInput(attached, { attachment })).toEqual([
    { type: 'message', role: 'user', content: [text, ...files] },
  ]);
});

const image = (url?: string): ThreadItem => ({
  ...{ type: 'generated_image', id: 'i', ...base },
  ...(url && { image: { id: 'img_1', url } }),
});

test('A10 a generated image is shown to the model', () => {
  const [message] = toModelInput([image('https://example.com/img.png')]);
  expect(message).toEqual({
    type: 'message',
    role: 'user',
    content: [
      { type: 'input_text', text: 'The following image was generated by the agent.' },
      { type: 'input_image', image: 'https://example.com/img.png', detail: 'auto' },
    ],
  });
});

test('A11 an image that was never finished, an end of turn and an empty answer say nothing', () => {
  const end: ThreadItem = { type: 'end_of_turn', id: 'e', ...base };
  const empty: ThreadItem = { type: 'assistant_message', id: 'a', ...base, content: [] };
  expect(toModelInput([image(), end, empty])).toEqual([]);
});

test('A14 a completed client tool call is a call and its result; a pending one says nothing', () => {
  const call = {
    type: 'client_tool_call',
    call_id: 'ctc_123',
    name: 'xyz',
    arguments: { foo: 'bar' },
  } as const;
  const items: ThreadItem[] = [
    user('Hello', 'Hi!'),
    {
      ...{ type: 'task', id: 't', ...base },
      task: { type: 'custom', status_indicator: 'none', title: 'Called xyx' },
    },
    { ...call, id: 'p', ...base, status: 'pending' },
    { ...call, id: 'c', ...base, status: 'completed', output: { success: true } },
    { ...call, id: 'n', ...base, status: 'completed' },
  ];
  const input = toModelInput(items);
  expect(texts(items.slice(0, 2))).toEqual([
    ['user', 'Hello'],
    ['user', 'This step was carried out and shown to the user as done: Called xyx'],
  ]);
  const same = { callId: 'ctc_123', name: 'xyz', status: 'completed' };
  const asked = { type: 'function_call', ...same, arguments: '{"foo":"bar"}' };
  expect(input.slice(2)).toEqual([
    asked,
    { type: 'function_call_result', ...same, output: '{"success":true}' },
    asked,
    { type: 'function_call_result', ...same, output: 'null' },
  ]);
});

test('A15 U30 structured input is told with its answers, skipped and unanswered questions', () => {
  const freeform = { type: 'freeform', id: 'f' } as const;
  const item: ThreadItem = {
    ...{ type: 'structured_input', id: 's', ...base, status: 'answered' },
    inputs: [
      {
        ...{ type: 'multiple_choice', id: 'q', question: 'Which subject is this lesson for?' },
        ...{ options: [{ value: 'Math' }], multiple: true },
        answer: { values: ['Math', 'Art'], skipped: false },
      },
      { ...freeform, question: 'Anything else to know?', answer: { values: [], skipped: true } },
      { ...freeform, question: 'When?' },
    ],
  };
  expect(texts([item])).toEqual([
    [
      'user',
      `A structured input request was displayed to the user with the following status: answered
<StructuredInput>
- Which subject is this lesson for?: Math, Art
- Anything else to know?: skipped
- When?: unanswered
</StructuredInput>`,
    ],
  ]);
});

test('each kind of item can be converted in the integrator’s way', () => {
  const said: ThreadItem = { type: 'end_of_turn', id: 'e', ...base };
  const own = toModelInput(said, { end_of_turn: () => [{ role: 'user', content: 'over' }] });
  expect(own).toEqual([{ role: 'user', content: 'over' }]);
});
