import { ChatKit, type UseChatKitOptions, useChatKit } from '@openai/chatkit-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { TEXT } from '#core/limits.ts';
import { config } from '../config.ts';
import { useSession, useUser } from '../session/session-context.ts';
import { useMedia } from '../ui/use-media.ts';
import { createChatFetch } from './chat-fetch.ts';
import { keepingRefused, useKeepRefused, useRefusedMessage } from './refused-message.ts';
import { readThreadId, rememberThreadId } from './thread-memory.ts';
import { useChatEffects } from './use-chat-effects.ts';
import { useChatLinks } from './use-chat-links.ts';

const PROMPTS = [
  { label: 'Show my tasks', prompt: 'Show me my tasks', icon: 'notebook' },
  { label: 'Add a task', prompt: 'Add a task', icon: 'plus' },
  { label: "What's left to do?", prompt: "Show me what's left", icon: 'check-circle' },
] as const;

let pageLives = true;
addEventListener('pagehide', () => {
  pageLives = false;
});
addEventListener('pageshow', () => {
  pageLives = true;
});

type ChatPanelProps = { open: boolean; onClose: () => void };

/** The conversation itself. Needs the element to be defined; stays mounted while the panel is closed. */
export function ChatPanel({ open, onClose }: ChatPanelProps) {
  const { control, focusComposer, setComposerValue } = useChatKit(useOptions(onClose));
  useRefusedMessage(useCallback((text) => setComposerValue({ text }), [setComposerValue]));
  // On a touch screen the keyboard would cover half of the conversation before anything was read.
  const focusOnOpen = !useMedia('(pointer: coarse)');
  useEffect(() => {
    if (open && focusOnOpen) void focusComposer()?.catch(() => undefined); // refused while a thread loads
  }, [open, focusOnOpen, focusComposer]);
  // `max-length` is an attribute because the published options have no such key and refuse unknown ones.
  return <ChatKit control={control} className="size-full" {...{ 'max-length': TEXT.messageMax }} />;
}

function useOptions(onClose: () => void): UseChatKitOptions {
  const session = useSession();
  const { id: userId } = useUser();
  const dark = useMedia('(prefers-color-scheme: dark)');
  const [fontFamily] = useState(() => getComputedStyle(document.body).fontFamily);
  const [initialThread] = useState(() => readThreadId(userId));
  const chatFetch = useMemo(
    () => createChatFetch({ fetch: globalThis.fetch.bind(globalThis), session, pageLives: () => pageLives }),
    [session],
  );
  const fetch = keepingRefused(chatFetch, useKeepRefused());
  return {
    api: { url: `${config.apiUrl}/api/chatkit`, domainKey: config.chatkitDomainKey, fetch },
    initialThread,
    locale: 'en',
    frameTitle: 'AI Assistant',
    theme: {
      colorScheme: dark ? 'dark' : 'light',
      radius: 'round',
      typography: { fontFamily },
      color: {
        grayscale: { hue: 264, tint: 6 },
        accent: { primary: dark ? '#818cf8' : '#4f46e5', level: 2 },
      },
    },
    header: { title: { text: 'AI Assistant' }, rightAction: { icon: 'close', onClick: onClose } },
    startScreen: { greeting: 'What should be done?', prompts: [...PROMPTS] },
    threadItemActions: { retry: true, feedback: true },
    composer: { placeholder: 'Add, finish or find a task…' },
    thread: { autoScroll: true },
    onThreadChange: ({ threadId }) => rememberThreadId(userId, threadId),
    onEffect: useChatEffects(),
    onDeeplink: useChatLinks(),
  };
}
