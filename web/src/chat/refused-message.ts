import { use, useEffect } from 'react';
import { DraftsContext } from '../drafts.ts';
import { useUser } from '../session/session-context.ts';

const DRAFT = 'chat message';

type MessageRequest = { params?: { input?: { content?: { type?: string; text?: string }[] } } };

/**
 * A fetch that hands over the text of a message which was refused because the session is over: the panel
 * goes away with the session, and the user's words must not.
 */
export function keepingRefused(
  fetch: typeof globalThis.fetch,
  keep: (text: string) => void,
): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const text = response.status === 401 ? textOf(init?.body) : '';
    if (text) keep(text);
    return response;
  };
}

function textOf(body: RequestInit['body']): string {
  if (typeof body !== 'string') return '';
  const content = (JSON.parse(body) as MessageRequest).params?.input?.content ?? [];
  return content.flatMap(({ type, text }) => (type === 'input_text' && text ? [text] : [])).join('');
}

/** Puts a message that an expired session refused back into the composer, once the user is back. */
export function useRefusedMessage(setText: (text: string) => Promise<void> | undefined) {
  const drafts = use(DraftsContext);
  const { id: userId } = useUser();
  useEffect(() => {
    const text = drafts.read(userId, DRAFT);
    const restored = text ? setText(text) : undefined;
    void restored?.then(() => drafts.drop(userId, DRAFT)).catch(() => undefined); // then it waits for the next time
  }, [drafts, userId, setText]);
}

/** Remembers such a message for `useRefusedMessage`. */
export function useKeepRefused(): (text: string) => void {
  const drafts = use(DraftsContext);
  const { id: userId } = useUser();
  return (text) => drafts.write(userId, DRAFT, text);
}
