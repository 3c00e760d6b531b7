import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StructuredInputItem } from './protocol/items.ts';
import { chat, ownerOf, type User } from './testing/chat.ts';
import { outline, textOf } from './testing/collect.ts';
import { MemoryStore, STORES } from './testing/memory-store.ts';
import { answers, assistant, done, form } from './testing/script.ts';

const refusal = (status: number, code: string) => expect.objectContaining({ status, code });
const given = (...values: string[]) => ({ values, skipped: false });
const SKIPPED = { values: [], skipped: true };

/** Asks for each message, and answers what was answered. */
const asking = (store = new MemoryStore<User>(ownerOf)) =>
  chat({
    store,
    async *respond({ input, thread, newItem }) {
      const { id } = newItem('message');
      yield done(input ? form(`si_${thread.id}`, thread.id) : assistant(id, thread.id, 'I see'));
    },
  });

/** A thread with the form, and the form's answers after this submission. */
async function submit(made: ReturnType<typeof asking>, input: unknown) {
  const id = await made.thread();
  const all = await made.events(answers(id, `si_${id}`, input));
  const item = (await made.items(id))[1];
  const inputs = item?.type === 'structured_input' ? item.inputs : [];
  return { id, all, item, given: Object.fromEntries(inputs.map((one) => [one.id, one.answer])) };
}

test.each(STORES)(
  'S17 answers replace the item, options or not, and the turn goes on (%s)',
  async (_, Kind) => {
    const made = asking(new Kind<User>(ownerOf));
    const both = {
      subject: { values: ['Private class'] },
      details: { values: ['Please include group work.'] },
    };
    const { all, item, given: stored, id } = await submit(made, { status: 'answered', answers: both });
    expect(outline(all)).toEqual([
      'stream_options',
      'thread.item.replaced structured_input',
      'thread.item.done assistant_message',
    ]);
    expect(all[1]).toEqual({ type: 'thread.item.replaced', item });
    expect(item).toMatchObject({ id: `si_${id}`, status: 'answered' });
    expect(stored).toEqual({ subject: given('Private class'), details: given('Please include group work.') });
    expect(made.turns[1]?.input).toBeNull();
    expect(made.turns[1]?.history.at(-1)).toEqual(item);
    expect((await made.items(id)).map(textOf)).toEqual(['Hello', '', 'I see']);
  },
);

test('S18 omitted answers count as skipped', async () => {
  const { given: stored } = await submit(asking(), { answers: { subject: { values: ['Math'] } } });
  expect(stored).toEqual({ subject: given('Math'), details: SKIPPED });
});

test('S19 answers to unknown questions are ignored, with a line in the log', async () => {
  const made = asking();
  const sent = { details: { values: ['x'] }, unknown: { values: ['y'] }, constructor: { values: ['z'] } };
  const { given: stored, id } = await submit(made, { answers: sent });
  expect(stored).toEqual({ subject: SKIPPED, details: given('x') });
  expect(made.logged).toEqual([
    {
      message: 'Answers to unknown questions were ignored',
      detail: { itemId: `si_${id}`, unknown: ['unknown', 'constructor'] },
    },
  ]);
});

test('S20 a single choice keeps the first of several values', async () => {
  const { item, given: stored } = await submit(asking(), {
    answers: { subject: { values: ['Math', 'Science'] }, details: { values: ['a', 'b'] } },
  });
  expect(stored).toEqual({ subject: given('Math'), details: given('a', 'b') });
  expect(item).toMatchObject({ status: 'answered' });
});

test.each([
  ['a skipped submission', { status: 'skipped', answers: { subject: { values: ['Math'] } } }, 'skipped'],
  ['empty values', { answers: { subject: { values: [] } } }, 'answered'],
  ['a skipped answer', { answers: { subject: { values: ['Math'], skipped: true } } }, 'answered'],
  ['no answers', { answers: {} }, 'answered'],
])('U17 with %s a question is skipped', async (_, input, status) => {
  const { item, given: stored } = await submit(asking(), input);
  expect(stored).toEqual({ subject: SKIPPED, details: SKIPPED });
  expect(item).toMatchObject({ status });
});

test('U17 a question with multiple choices keeps all, and one named like a property of objects is just skipped', async () => {
  const { store, events, items, thread, user } = chat();
  const id = await thread();
  const inputs = [
    { type: 'multiple_choice' as const, id: 'many', question: '?', options: [], multiple: true },
    { type: 'freeform' as const, id: 'constructor', question: '?' },
  ];
  await store.addThreadItem(id, { ...form('si', id), inputs }, user);
  await events(answers(id, 'si', { answers: { many: { values: ['a', 'b'] } } }));
  expect((await items(id))[1]).toMatchObject({ inputs: [{ answer: given('a', 'b') }, { answer: SKIPPED }] });
});

test.each(STORES)(
  'U17 another item, and a form that was answered, are conflicts before the stream (%s)',
  async (_, Kind) => {
    const made = asking(new Kind<User>(ownerOf));
    const { id } = await submit(made, { answers: {} });
    const before = await made.items(id);
    for (const item_id of [`si_${id}`, before[0]?.id ?? '']) {
      const again = made.server.process(answers(id, item_id, { answers: {} }), made.user);
      await expect(again).rejects.toThrow(refusal(409, 'conflict'));
    }
    expect(await made.items(id)).toEqual(before);
    expect(made.turns).toHaveLength(2);
  },
);

test('answers to a form of another thread, another user or nobody are the same 404', async () => {
  const store = new MemoryStore<User>(ownerOf);
  const [owner, stranger] = [asking(store), asking(store)];
  const [own, second, foreign] = [await owner.thread(), await owner.thread(), await stranger.thread()];
  for (const [id, item_id] of [
    [own, `si_${second}`],
    [foreign, `si_${foreign}`],
    [own, 'si_unknown'],
  ] as const) {
    const request = owner.server.process(answers(id, item_id, { answers: {} }), owner.user);
    await expect(request).rejects.toThrow(refusal(404, 'not_found'));
  }
  expect((await owner.items(second))[1]).toMatchObject({ status: 'pending' });
  expect((await stranger.items(foreign))[1]).toMatchObject({ status: 'pending' });
});

const id = fc.constantFrom('a', 'b', 'c', 'constructor', 'toString', 'valueOf');
const someQuestions = fc.uniqueArray(
  fc.oneof(
    fc.record({ type: fc.constant('freeform' as const), id, question: fc.string() }),
    fc.record({
      type: fc.constant('multiple_choice' as const),
      ...{
        id,
        question: fc.string(),
        options: fc.constant<{ value: string }[]>([{ value: 'x' }]),
        multiple: fc.boolean(),
      },
    }),
  ),
  { selector: (question) => question.id },
);
const someAnswers = fc.dictionary(
  id,
  fc.record({ values: fc.array(fc.string(), { maxLength: 3 }), skipped: fc.boolean() }),
);

test('whatever is submitted, each question ends with values that were sent for it or skipped, never both', async () => {
  const { store, events, thread, user } = chat();
  const threadId = await thread();
  const submission = fc.record({ status: fc.constantFrom('answered', 'skipped'), answers: someAnswers });
  await fc.assert(
    fc.asyncProperty(someQuestions, submission, async (inputs, input) => {
      await store.saveItem(threadId, { ...form('si', threadId), inputs }, user);
      await events(answers(threadId, 'si', input));
      const item = (await store.loadItem(threadId, 'si', user)) as StructuredInputItem;
      expect(item.status).toBe(input.status);
      expect(item.inputs.map(({ answer: _, ...question }) => question)).toEqual(inputs);
      expect(item.inputs.map(({ answer }) => answer)).toEqual(
        inputs.map((question) => {
          const sent = Object.entries(input.answers).find(([key]) => key === question.id)?.[1];
          const kept = input.status === 'answered' && sent && !sent.skipped ? sent.values : [];
          const one = question.type === 'multiple_choice' && !question.multiple;
          return { values: one ? kept.slice(0, 1) : kept, skipped: kept.length === 0 };
        }),
      );
    }),
    { numRuns: 200 },
  );
});
