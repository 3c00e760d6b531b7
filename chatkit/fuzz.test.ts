import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ThreadItem } from './protocol/items.ts';
import { type FuzzScene, fuzzScene } from './testing/fuzz-scene.ts';
import { hostileBody, inScene } from './testing/hostile-requests.ts';

const SEED = 20_260_301;
const REQUESTS = 10_000;
/** After so many the threads of a scene are deleted or full, and a new one is set. */
const PER_SCENE = 50;

test(`${REQUESTS} valid and spoilt requests are answered or refused: streams hold, refusals leave no trace`, async () => {
  const bodies = fc.sample(hostileBody, { seed: SEED, numRuns: REQUESTS });
  const answered = { streams: 0, documents: 0, refusals: 0 };
  let scene = await fuzzScene(true);
  for (const [index, body] of bodies.entries()) {
    if (index % PER_SCENE === 0) scene = await fuzzScene(index % (2 * PER_SCENE) === 0);
    const kind = await hold(scene, inScene(body, scene.ids)).catch((cause: unknown) => {
      throw new Error(`Request ${index}: ${JSON.stringify(body)?.slice(0, 2_000)}`, { cause });
    });
    answered[kind] += 1;
  }
  // So that the grammar has not come to miss everything, or to hit it.
  for (const count of Object.values(answered)) expect(count).toBeGreaterThan(REQUESTS / 20);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
}, 60_000);

async function hold(scene: FuzzScene, body: unknown): Promise<'streams' | 'documents' | 'refusals'> {
  const [before, foreign] = [scene.snapshot(), scene.snapshot('foreign')];
  const { status, body: answer, events } = await scene.send(body);
  expect(scene.snapshot('foreign')).toBe(foreign);
  expect(JSON.stringify([answer, events])).not.toMatch(/secret/i);
  if (status !== 200) {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(answer).toMatchObject({ detail: expect.any(String), code: expect.any(String) });
    expect(scene.snapshot()).toBe(before);
    return 'refusals';
  }
  if (answer !== undefined) return 'documents';
  const stored = new Map<string, unknown>();
  for (const event of events) {
    expect(event.type).toMatch(/^(thread\.|stream_options$|error$)/);
    if (event.type !== 'thread.item.done' && event.type !== 'thread.item.replaced') continue;
    stored.set(event.item.id, ThreadItem.parse(event.item));
  }
  const all = await scene.items();
  expect(all).toEqual(expect.arrayContaining([...stored.values()]));
  expect(scene.snapshot()).not.toContain('"turnId":"');
  return 'streams';
}
