// The history, and what answers carry besides their words: sources and ratings.
import { json, type Script, threadOf } from '../testing/scripted-server.ts';
import type { DemoState } from './states.ts';
import { conversation } from './texts.ts';

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
  ...threadOf(`thr_${index + 1}`, [], titles[index] ?? (index < titles.length ? undefined : `Older conversation ${index + 1}`)),
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
  'threads.get_by_id': ({ params }) => json(threadOf(String(params.thread_id), conversation, 'Tasks of this week')),
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

export const historyStates: Record<string, DemoState> = {
  history: open({}),
  'history loading': open({ 'threads.list': () => new Response(new ReadableStream()) }, null),
  'history empty': open({ 'threads.list': () => json({ data: [], has_more: false }) }, null),
  'history failed': open({ 'threads.list': () => json({}, 503) }, null),
  'history refused': open({
    'threads.delete': () => json({}, 500),
    'threads.update': () => json({}, 500),
  }),
};
