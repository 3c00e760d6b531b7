// The composer with everything that options can switch on.
import type { ChatKitOptions, OpenAIChatKit } from '@openai/chatkit';
import type { ThreadItem } from '#chatkit/protocol/items.ts';
import { assistantMessage, userMessage } from '../testing/events.ts';
import { withFiles } from '../testing/file-server.ts';
import { createScriptedServer, json, type Script, threadOf } from '../testing/scripted-server.ts';

type Compose = Parameters<OpenAIChatKit['setComposerValue']>[0];
export type ComposerState = {
  scripts: Record<string, Script>;
  options: Partial<ChatKitOptions>;
  compose?: Compose;
  thread?: string;
};

/** A small picture, as a server would keep it. */
const PICTURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAYAAAAECAIAAAAiZtkUAAAARklEQVR42g3IMREAQQgDwNd5Mq6KhhQooGKoEZAKDVH0t+V+B75YYgop0MB3wjeWMRWpoONV+/aypzrVdL+Sr5aaUkq08ANMlivhuYgvfgAAAABJRU5ErkJggg==';
const WORDS = 'Add milk and bread to my list, and remind me tomorrow at nine.';

const composer: ChatKitOptions['composer'] = {
  placeholder: 'Ask about your tasks…',
  attachments: { enabled: true, maxSize: 5 * 1024 * 1024, accept: { 'image/*': [], 'text/*': [] } },
  tools: [
    {
      id: 'plan',
      label: 'Plan my day',
      shortLabel: 'Plan',
      icon: 'calendar',
      pinned: true,
      persistent: true,
    },
    {
      id: 'search',
      label: 'Search the web',
      shortLabel: 'Search',
      icon: 'globe',
      placeholderOverride: 'Search for…',
    },
    { id: 'draw', label: 'Draw a picture', icon: 'images' },
  ],
  models: [
    { id: 'fast', label: 'Fast', description: 'For everyday questions', default: true },
    { id: 'deep', label: 'Thorough', description: 'Takes its time' },
    { id: 'soon', label: 'Next', description: 'Not available yet', disabled: true },
  ],
  dictation: { enabled: true },
};

const sent: ThreadItem[] = [
  {
    ...userMessage('m1', 'What is missing for this?'),
    quoted_text: 'Pancakes for six on Sunday',
    attachments: [
      { type: 'image', id: 'atc_1', name: 'fridge.png', mime_type: 'image/png', preview_url: PICTURE },
      {
        type: 'image',
        id: 'atc_2',
        name: 'cellar.png',
        mime_type: 'image/png',
        preview_url: 'https://elsewhere.test/c.png',
      },
      {
        type: 'file',
        id: 'atc_3',
        name: 'recipes of the whole family, collected.pdf',
        mime_type: 'application/pdf',
      },
    ],
  },
  assistantMessage('a1', 'Eggs and flour. Shall I add both to your list?'),
];

let count = 0;

/** Names decide what becomes of a file: one called `slow` never arrives, one called `broken` is refused. */
function files(scripts: Record<string, Script>): ChatKitOptions['api'] {
  const { fetch } = withFiles(createScriptedServer(scripts).fetch, ({ body }) => {
    const file = (body as FormData).get('file') as File;
    if (file.name.startsWith('slow')) return new Promise<never>(() => {});
    if (file.name.startsWith('broken')) return json({}, 500);
    count += 1;
    const described = { id: `atc_${count}`, name: file.name, mime_type: file.type };
    const isImage = file.type.startsWith('image/');
    return json(
      isImage ? { type: 'image', preview_url: PICTURE, ...described } : { type: 'file', ...described },
    );
  });
  return {
    url: '/chatkit',
    domainKey: 'local-dev',
    fetch,
    uploadStrategy: { type: 'direct', uploadUrl: '/files' },
  };
}

export function composerStates(turns: Record<string, Script>): Record<string, ComposerState> {
  const scripts = {
    ...turns,
    'input.transcribe': () => json({ text: WORDS }),
    'attachments.delete': () => json({}),
  };
  const stored = { ...scripts, 'threads.get_by_id': () => json(threadOf('thr_1', sent, 'Fridge')) };
  const api = files(scripts);
  const text = (name: string) => new File([WORDS.repeat(40)], name, { type: 'text/plain' });
  return {
    composer: { scripts, options: { api, composer } },
    'composer tool': {
      scripts,
      options: { api, composer },
      compose: { selectedToolId: 'search', reply: 'Pay bills – due tomorrow' },
    },
    attachments: {
      scripts: stored,
      options: { api: files(stored), composer },
      thread: 'thr_1',
    },
    'composer files': {
      scripts,
      options: { api, composer },
      compose: {
        text: 'What do these say?',
        attachments: [
          { type: 'image', id: 'atc_p', name: 'fridge.png', mime_type: 'image/png', preview_url: PICTURE },
        ],
        files: [text('shopping list for the whole of next week.txt'), text('slow.txt'), text('broken.txt')],
      },
    },
  };
}
