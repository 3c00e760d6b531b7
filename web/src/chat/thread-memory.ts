// Which conversation a user had open last, in this browser. Only the id is kept.

const keyOf = (userId: string) => `chatkit_thread_id:${userId}`;

export function readThreadId(userId: string): string | null {
  return localStorage.getItem(keyOf(userId));
}

/** @param threadId null after "New chat": the next visit starts afresh. */
export function rememberThreadId(userId: string, threadId: string | null): void {
  if (threadId) localStorage.setItem(keyOf(userId), threadId);
  else localStorage.removeItem(keyOf(userId));
}
