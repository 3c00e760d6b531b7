// Requests for fuzzing: valid ones by the protocol's grammar, some of them then spoilt. Ids are named (`@thread`)
// and become those of a scene with `inScene`.
import fc from 'fast-check';

/** The names that stand for ids, also where they are not expected. */
export const NAMES = [
  '@thread',
  '@thread-two',
  '@thread-foreign',
  '@message',
  '@answer',
  '@form',
  '@tool-call',
  '@widget',
  '@item-foreign',
  '@turn',
] as const;

export type IdName = (typeof NAMES)[number];

const thread_id = fc.constantFrom(
  '@thread',
  '@thread',
  '@thread',
  '@thread-two',
  '@thread-foreign',
  'thr_0',
  '',
);
const item_id = fc.constantFrom(
  '@message',
  '@answer',
  '@form',
  '@tool-call',
  '@widget',
  '@item-foreign',
  'msg_0',
);
const often = (name: IdName) => fc.oneof({ weight: 3, arbitrary: fc.constant(name) }, item_id);
const anyId = fc.oneof(thread_id, item_id, fc.constantFrom('@turn', '\0', '__proto__'));

const word = fc.string({
  unit: fc.constantFrom('a', ' ', '\n', '😀', 'ü', '\u200b', '"', '<'),
  maxLength: 12,
});
const text = fc.oneof(
  { weight: 6, arbitrary: word },
  fc.constantFrom('\0', '\uD800', 'x'.repeat(6_000), 'Hello'),
);
const json = fc.jsonValue({ maxDepth: 3 });
const data = fc.dictionary(fc.oneof(word, fc.constantFrom('__proto__', 'constructor', 'toString')), json, {
  maxKeys: 4,
});

const content = fc.oneof(
  fc.record({ type: fc.constant('input_text'), text }),
  fc.record({ type: fc.constant('input_tag'), id: word, text, data, interactive: fc.boolean() }),
);

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

const input = fc.record(
  {
    content: fc.array(content, { maxLength: 3 }),
    attachments: fc.oneof({ weight: 9, arbitrary: fc.constant([]) }, fc.array(anyId, { maxLength: 2 })),
    quoted_text: fc.option(text),
    inference_options: fc.oneof(
      { weight: 9, arbitrary: fc.constant({}) },
      fc.record({ model: word, tool_choice: fc.record({ id: word }) }, { requiredKeys: [] }),
    ),
  },
  { requiredKeys: ['content', 'attachments', 'inference_options'] },
);

const answer = fc.record(
  { values: fc.array(text, { maxLength: 2 }), skipped: fc.boolean() },
  { requiredKeys: [] },
);
const questions = fc.constantFrom('subject', 'details', 'other', '__proto__', 'constructor');
const submission = fc.record(
  {
    status: fc.constantFrom('answered', 'skipped'),
    answers: fc.dictionary(questions, answer, { maxKeys: 3 }),
  },
  { requiredKeys: ['answers'] },
);

const action = fc.record({ type: word, payload: json }, { requiredKeys: ['type'] });
const page = {
  limit: maybe(fc.integer({ min: -1, max: 101 })),
  order: maybe(fc.constantFrom('asc', 'desc')),
  after: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, anyId),
};

const requests: Record<string, fc.Arbitrary<unknown>> = {
  'threads.create': fc.record({ input }),
  'threads.add_user_message': fc.record({ thread_id, input }),
  'threads.add_client_tool_output': fc.record({ thread_id, result: json }),
  'threads.add_structured_input': fc.record({ thread_id, item_id: often('@form'), input: submission }),
  'threads.retry_after_item': fc.record({ thread_id, item_id: often('@message') }),
  'threads.custom_action': fc.record({ thread_id, item_id: maybe(item_id), action }),
  'threads.sync_custom_action': fc.record({ thread_id, item_id: maybe(item_id), action }),
  'threads.get_by_id': fc.record({ thread_id }),
  'threads.list': fc.record(page),
  'threads.update': fc.record({ thread_id, title: text }),
  'threads.delete': fc.record({ thread_id: fc.constantFrom('@thread-two', '@thread-foreign', '@thread') }),
  'threads.stop': fc.record({ thread_id, turn_id: anyId }),
  'items.list': fc.record({ thread_id, ...page }),
  'items.feedback': fc.record({
    ...{ thread_id, item_ids: fc.array(item_id, { maxLength: 3 }) },
    kind: fc.constantFrom('positive', 'negative'),
  }),
  'attachments.create': fc.record({ name: word, size: fc.nat(), mime_type: word }),
  'attachments.delete': fc.record({ attachment_id: anyId }),
  'input.transcribe': fc.record({ audio_base64: word, mime_type: word }),
};

const validRequest = fc.oneof(
  ...Object.entries(requests).map(([type, params]) =>
    fc.record({ type: fc.constant(type), params, metadata: maybe(data) }),
  ),
);

/** What stands where something else is expected. */
const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1e308, 2 ** 53, '', [], {}, [[]], 'x'.repeat(20_000)),
  anyId,
  json,
  fc.integer({ min: 10, max: 200 }).map(nested),
  fc
    .constantFrom('{"__proto__":{"polluted":true}}', '{"constructor":{"prototype":{"polluted":true}}}')
    .map(parse),
  fc.constantFrom(...Object.keys(requests)),
);

type Spoil = { at: number; key: string | undefined; value: unknown };

const spoil: fc.Arbitrary<Spoil> = fc.record({
  at: fc.nat(40),
  key: maybe(fc.constantFrom('__proto__', 'constructor', 'type', 'id', 'user_id', 'thread', 'extra')),
  value: fc.oneof({ weight: 4, arbitrary: junk }, fc.constant(undefined)),
});

/** A body as it arrives: mostly a request, now and then a text of any kind. */
export const hostileBody: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: validRequest },
  {
    weight: 6,
    arbitrary: fc
      .tuple(validRequest, fc.array(spoil, { minLength: 1, maxLength: 3 }))
      .map(([request, spoils]) => spoils.reduce<unknown>(spoiled, request)),
  },
  { weight: 1, arbitrary: fc.oneof(junk, fc.string({ unit: 'binary', maxLength: 40 })) },
);

/** The body with the ids of a scene in the place of their names. */
export function inScene(body: unknown, ids: Record<IdName, string>): unknown {
  const text = JSON.stringify(body) ?? 'null';
  return JSON.parse(text, (_, value: unknown) =>
    typeof value === 'string' && Object.hasOwn(ids, value) ? ids[value as IdName] : value,
  );
}

/** Puts a value in the place of one of the request's parts, counted from the top, or under a further key of it. */
function spoiled(request: unknown, { at, key, value }: Spoil): unknown {
  let left = at % countParts(request);
  const visit = (part: unknown): unknown => {
    left -= 1;
    if (left === -1) return key !== undefined && isObject(part) ? withKey(part, key, value) : value;
    if (Array.isArray(part)) return part.map(visit);
    if (!isObject(part)) return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, visit(inner)]));
  };
  return visit(request);
}

const countParts = (value: unknown): number =>
  isObject(value) ? Object.values(value).reduce<number>((sum, inner) => sum + countParts(inner), 1) : 1;

/** An own property also of the name `__proto__`, as `JSON.parse` makes it. */
const withKey = (part: object, key: string, value: unknown): object =>
  Object.fromEntries([...Object.entries(part), [key, value]]);

function nested(depth: number): unknown {
  let value: unknown = 'x';
  for (let n = 0; n < depth; n += 1) value = n % 2 === 0 ? [value] : { a: value };
  return value;
}

function parse(text: string): unknown {
  return JSON.parse(text);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
