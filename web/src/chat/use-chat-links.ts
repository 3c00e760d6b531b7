import { useCallback } from 'react';
import { useUndo } from '../undo/use-undo.ts';

type ChatLink = { name: string; data?: Record<string, unknown> | undefined };

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * What links of the conversation do: `chatkit-link://undo?event=<id>` takes a change back. Anybody can write such a
 * link into a text, so others do nothing.
 */
export function useChatLinks(): (link: ChatLink) => void {
  const { undo } = useUndo();
  return useCallback(
    ({ name, data }) => {
      const event = data?.event;
      if (name === 'undo' && typeof event === 'string' && UUID.test(event)) void undo(event);
    },
    [undo],
  );
}
