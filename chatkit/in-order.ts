/** Waits for all; when several fail, the first of the list speaks, so that an absent thread is just absent. */
export async function inOrder<Promises extends readonly Promise<unknown>[] | []>(promises: Promises) {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
