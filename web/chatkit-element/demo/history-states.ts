// The history, and what answers carry besides their words: sources and ratings.
import type { Annotation, Source } from '#chatkit/protocol/content.ts';
import type { ThreadItem } from '#chatkit/protocol/items.ts';
import { assistantMessage, userMessage } from '../testing/events.ts';
import { json, type Script, threadOf } from '../testing/scripted-server.ts';
import type { DemoState } from './states.ts';
import { conversation } from './texts.ts';

const ticket = {
  type: 'entity',
  id: 'ticket',
  title: 'Ticket Porto–Lisbon, 27 November',
  inline_label: 'Ticket',
  icon: 'document',
  data: {},
} as const;

const CITED =
  'Outside rush hour, on all **regional trains**. Folded bikes always travel free.\n\n- Long-distance trains need a reservation for the bike.\n- Your ticket of Friday is on the 9:12, which takes bikes.\n\nYou wrote that your bike is not a folding one.';

const source = (after: string, source: Source): Annotation => {
  return { type: 'annotation', index: CITED.indexOf(after) + after.length, source };
};

const DAY_MS = 86_400_000;

const titles = [
  'Tasks of this week',
  'Groceries for the weekend in the cabin by the lake, with everything that eight people need',
  'Call the plumber',
  'چائے اور دودھ خریدنا',
  undefined,
  'Trip to Lisbon',
  'Meeting notes',
];

const rows = Array.from({ length: 34 }, (_, index) => ({
  ...threadOf(
    `thr_${index + 1}`,
    [],
    titles[index] ?? (index < titles.length ? undefined : `Older conversation ${index + 1}`),
  ),
  created_at: new Date(Date.now() - index * index * 0.21 * DAY_MS - 120_000).toISOString(),
}));

const page: Script = ({ params }) => {
  const { limit, after } = params as { limit: number; after?: string };
  const from = after ? rows.findIndex((thread) => thread.id === after) + 1 : 0;
  const data = rows.slice(from, from + limit);
  return json({ data, has_more: from + limit < rows.length, after: data.at(-1)?.id });
};

const scripts: Record<string, Script> = {
  'threads.list': page,
  'threads.get_by_id': ({ params }) =>
    json(threadOf(String(params.thread_id), conversation, 'Tasks of this week')),
  'threads.update': ({ params }) => json({ ...rows[0], id: params.thread_id, title: params.title }),
  'threads.delete': () => json({}),
  'items.feedback': () => json({}),
};

const open = (change: Record<string, Script>, thread: string | null = 'thr_1'): DemoState => ({
  scripts: { ...scripts, ...change },
  options: { history: { enabled: true }, threadItemActions: { retry: true, feedback: true } },
  ...(thread ? { thread } : {}),
  history: true,
});

const cited: ThreadItem[] = [
  userMessage('m1', 'When can I take my bike on the train to Lisbon?'),
  {
    ...assistantMessage('a1', ''),
    content: [
      {
        type: 'output_text',
        text: CITED,
        annotations: [
          source('trains**.', {
            type: 'url',
            title: 'Bikes on board',
            url: 'https://trains.example/bikes',
            attribution: 'Trains of Portugal',
          }),
          source('trains**.', {
            type: 'url',
            title: 'Rules of carriage, 2026 edition',
            url: 'https://rules.example/2026.pdf',
            description: 'Chapter 4',
          }),
          source('for the bike.', {
            type: 'url',
            title: 'Bikes on board',
            url: 'https://trains.example/bikes',
            attribution: 'Trains of Portugal',
          }),
          source('takes bikes.', { type: 'file', title: 'Fares and conditions', filename: 'fares.pdf' }),
          source('Your ticket', { ...ticket, interactive: true }),
          source('folding one.', {
            type: 'entity',
            id: 'note',
            title: 'Note of 3 November',
            interactive: false,
            data: {},
            group: 'Notes',
          }),
        ],
      },
    ],
  },
];

export const historyStates: Record<string, DemoState> = {
  history: open({}),
  'history loading': open({ 'threads.list': () => new Response(new ReadableStream()) }, null),
  'history empty': open({ 'threads.list': () => json({ data: [], has_more: false }) }, null),
  'history failed': open({ 'threads.list': () => json({}, 503) }, null),
  citations: {
    scripts: { ...scripts, 'threads.get_by_id': () => json(threadOf('thr_1', cited, 'Trip to Lisbon')) },
    options: {
      history: { enabled: true },
      threadItemActions: { retry: true, feedback: true },
      entities: { onClick: (entity) => console.info('entities.onClick', entity.id) },
    },
    thread: 'thr_1',
  },
  'earlier messages failed': {
    scripts: {
      ...scripts,
      'threads.get_by_id': () =>
        json({ ...threadOf('thr_1', []), items: { data: [], has_more: true, after: 'm1' } }),
      'items.list': ({ params }) =>
        params.after ? json({}, 403) : json({ data: conversation.toReversed(), has_more: true, after: 'm1' }),
    },
    options: { history: { enabled: true }, thread: { autoScroll: false } },
    thread: 'thr_1',
  },
  'history refused': open({
    'threads.delete': () => json({}, 500),
    'threads.update': () => json({}, 500),
  }),
};
