import { expect, test } from 'vitest';
import { collect } from '../testing/collect.ts';
import { streamAgentResponse } from './events.ts';
import type { AgentHooks } from './options.ts';
import { runOf } from './testing/fed-run.ts';
import { itemAdded, itemDone, raw } from './testing/raw-events.ts';
import { base, kinds, testContext } from './testing/turn.ts';

const call = (result: string | null) =>
  ({ type: 'image_generation_call', id: 'img_call_1', status: 'completed', result }) as const;
const partial = (partial_image_index: number) =>
  raw({
    type: 'response.image_generation_call.partial_image',
    ...{ item_id: 'img_call_1', partial_image_b64: 'dGVzdA==', partial_image_index },
    ...{ output_index: 0, sequence_number: 0 },
  });

const item = { type: 'generated_image', id: 'message_1', ...base };
const image = { id: 'img_call_1', url: 'data:image/png;base64,dGVzdA==' };

const stream = (events: Parameters<typeof runOf>, hooks: AgentHooks = {}) =>
  collect(streamAgentResponse(runOf(...events), { context: testContext(), ...hooks }));

test('A24 an image is added without, and done with the image, under one id of ours', async () => {
  expect(await stream([itemAdded(call(null)), itemDone(call('dGVzdA=='))])).toEqual([
    { type: 'thread.item.added', item },
    { type: 'thread.item.done', item: { ...item, image } },
  ]);
});

test('A25 the integrator says where an image is, and is asked once', async () => {
  const asked: unknown[] = [];
  const imageUrl: AgentHooks['imageUrl'] = async (given) => {
    asked.push(given);
    return `https://example.com/${given.id}`;
  };
  const events = await stream([itemAdded(call(null)), itemDone(call('dGVzdA=='))], { imageUrl });
  expect(events[1]).toMatchObject({ item: { image: { url: 'https://example.com/img_call_1' } } });
  expect(asked).toEqual([{ id: 'img_call_1', base64: 'dGVzdA==' }]);
});

test('A26 a partial image is an update with its share of those expected', async () => {
  const run = [itemAdded(call(null)), partial(1), itemDone(call('dGVzdA=='))];
  const events = await stream(run, { partialImages: 3 });
  expect(kinds(events)).toEqual([
    'thread.item.added generated_image',
    'generated_image.updated',
    'thread.item.done generated_image',
  ]);
  expect(events[1]).toMatchObject({ update: { image, progress: expect.closeTo(1 / 3) } });
});

test.each([
  ['0 when nobody said how many are expected', undefined, 2, 0],
  ['1 at most', 2, 5, 1],
])('U26 the progress is %s', async (_, partialImages, index, progress) => {
  const events = await stream([itemAdded(call(null)), partial(index)], {
    ...(partialImages && { partialImages }),
  });
  expect(events[1]).toMatchObject({ update: { progress } });
});

test('U26 a call that ends without a result has nothing done', async () => {
  const events = await stream([itemAdded(call(null)), itemDone(call(null))]);
  expect(kinds(events)).toEqual(['thread.item.added generated_image']);
});
