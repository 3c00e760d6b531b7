// One suite that every store has to pass; `store.ts` says in words what it tests.
import { test } from 'vitest';
import { testAttachments } from './contract-attachments.ts';
import { testItems } from './contract-items.ts';
import { type On, type StoreUnderTest, setScene } from './contract-scene.ts';
import { testOwnership, testThreads } from './contract-threads.ts';
import { testGroupedCalls } from './contract-turns.ts';

export type { StoreUnderTest } from './contract-scene.ts';

/** Defines the tests. `makeStore` may give the same database each time: every test makes its own users. */
export function testStore<Context>(name: string, makeStore: () => Promise<StoreUnderTest<Context>>): void {
  const on = prefixed(name, makeStore);
  testThreads(on);
  testItems(on);
  testOwnership(on);
}

/** The same for `beginTurn`, `commitTurn` and the calls about running turns, for stores that have them all. */
export function testGroupedStore<Context>(
  name: string,
  makeStore: () => Promise<StoreUnderTest<Context>>,
): void {
  testGroupedCalls(prefixed(name, makeStore));
}

/** The same for `saveAttachment`, `loadAttachment` and `deleteAttachment`, for stores that have them. */
export function testAttachmentStore<Context>(
  name: string,
  makeStore: () => Promise<StoreUnderTest<Context>>,
): void {
  testAttachments(prefixed(name, makeStore));
}

function prefixed<Context>(name: string, makeStore: () => Promise<StoreUnderTest<Context>>): On<Context> {
  return (sentence, body) => {
    test(`${name}: ${sentence}`, async () => body(await setScene(await makeStore())));
  };
}
