import type { ChatKitOptions, OpenAIChatKit } from '@openai/chatkit';
import type { ThreadStreamEvent } from '#chatkit/protocol/events.ts';
import type { ThreadItem } from '#chatkit/protocol/items.ts';
import {
  added,
  assistantMessage,
  cancellable,
  confirmed,
  created,
  delta,
  done,
  toolTask,
  userMessage,
  workflow,
} from '../testing/events.ts';
import { json, type Script, threadOf } from '../testing/scripted-server.ts';
import { composerStates } from './composer-states.ts';
import { entityStates } from './entity-states.ts';
import { historyStates } from './history-states.ts';
import { itemStates } from './item-states.ts';
import { ANSWER, conversation, LONG_ANSWER } from './texts.ts';
import { urduStates } from './urdu-states.ts';
import { widgetStates } from './widget-states.ts';

export type DemoState = {
  scripts: Record<string, Script>;
  options?: Partial<ChatKitOptions>;
  /** Thread to begin with. */
  thread?: string;
  /** Message to send at once. */
  message?: string;
  draft?: string;
  compose?: Parameters<OpenAIChatKit['setComposerValue']>[0];
  /** Puts the caret into the text. */
  focus?: boolean;
  /** Opens the history. */
  history?: boolean;
};

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const forever = () => new Promise<never>(() => {});
const stored =
  (items: ThreadItem[]): Script =>
  () =>
    json(threadOf('thr_1', items, 'Groceries'));

async function* speak(id: string, text: string, pauseMs = 25): AsyncGenerator<ThreadStreamEvent> {
  yield added(assistantMessage(id, ''));
  for (const [word] of text.matchAll(/\S+\s*/g)) {
    await wait(pauseMs);
    yield delta(id, word);
  }
  yield done(assistantMessage(id, text));
}

async function* callTool(
  id: string,
  title: string,
  call: { tool: string; args: unknown; result: unknown },
): AsyncGenerator<ThreadStreamEvent> {
  const { tool, args } = call;
  yield added(workflow(id, [toolTask(title, { tool, args })]));
  await wait(700);
  const task = toolTask(title, call);
  yield {
    type: 'thread.item.updated',
    item_id: id,
    update: { type: 'workflow.task.updated', task_index: 0, task },
  };
  yield done(workflow(id, [task]));
}

const addMilk = {
  tool: 'add_task',
  args: { title: 'Buy milk' },
  result: { id: 7, title: 'Buy milk', status: 'pending' },
};

/** A turn that can be watched: thinking, a tool, an answer in words. */
async function* turn(params: Record<string, unknown>): AsyncGenerator<ThreadStreamEvent> {
  const n = Date.now();
  if (!params.thread_id) yield created();
  yield confirmed(params, `msg_${n}`);
  yield cancellable;
  await wait(900);
  yield* callTool(`wf_${n}`, 'Add task', addMilk);
  await wait(400);
  yield* speak(`ans_${n}`, ANSWER);
}

async function* halt(
  params: Record<string, unknown>,
  ...events: ThreadStreamEvent[]
): AsyncGenerator<ThreadStreamEvent> {
  yield created();
  yield confirmed(params);
  yield cancellable;
  yield* events;
  await forever();
}

const turns = {
  'threads.create': ({ params }) => turn(params),
  'threads.add_user_message': ({ params }) => turn(params),
  'threads.retry_after_item': ({ params }) =>
    turn({ ...params, input: userMessage('', 'Add a task to buy milk') }),
} satisfies Record<string, Script>;

const refused = (status: number, body: object = {}, headers: Record<string, string> = {}): DemoState => ({
  scripts: { 'threads.create': () => json(body, status, headers) },
  message: 'Add a task to buy milk',
});

const failing = (event: ThreadStreamEvent): DemoState => ({
  message: 'Show my tasks',
  scripts: {
    ...turns,
    'threads.create': async function* ({ params }) {
      yield created();
      yield confirmed(params);
      yield* speak('ans_1', 'You have three tasks', 5);
      yield event;
    },
  },
});

export const demoStates: Record<string, DemoState> = {
  ...itemStates,
  ...historyStates,
  start: { scripts: turns },
  live: { scripts: turns, message: 'Add a task to buy milk' },
  thinking: {
    scripts: { 'threads.create': ({ params }) => halt(params) },
    message: 'Add a task to buy milk',
  },
  tool: {
    scripts: {
      'threads.create': ({ params }) =>
        halt(
          params,
          added(
            workflow('wf_1', [
              toolTask('List tasks', { ...addMilk, tool: 'list_tasks' }),
              toolTask('Add task', { tool: 'add_task', args: { title: 'Buy milk' } }),
            ]),
          ),
        ),
    },
    message: 'Add a task to buy milk',
  },
  streaming: {
    scripts: {
      'threads.create': ({ params }) =>
        halt(
          params,
          done(workflow('wf_1', [toolTask('List tasks', { ...addMilk, tool: 'list_tasks' })])),
          added(assistantMessage('ans_1', '')),
          delta('ans_1', LONG_ANSWER.slice(0, 420)),
        ),
    },
    message: 'What is left to do?',
  },
  conversation: { scripts: { ...turns, 'threads.get_by_id': stored(conversation) }, thread: 'thr_1' },
  markdown: {
    scripts: {
      ...turns,
      'threads.get_by_id': stored([
        userMessage('m1', 'Show me everything you can format'),
        assistantMessage('a1', LONG_ANSWER),
      ]),
    },
    thread: 'thr_1',
  },
  loading: { scripts: { 'threads.get_by_id': () => halt({ input: { content: [] } }) }, thread: 'thr_1' },
  draft: {
    scripts: turns,
    draft: `${'A long message. '.repeat(300)}end of it, ${'x'.repeat(300)}`,
    options: {},
  },
  ...composerStates(turns),
  ...entityStates(turns),
  unavailable: refused(503),
  limited: refused(429, {}, { 'retry-after': '17' }),
  session: refused(401),
  rejected: refused(422, { detail: 'Message cannot be empty' }),
  'error event': failing({
    type: 'error',
    code: 'custom',
    message: 'The AI took too long to respond. Please try a simpler request.',
    allow_retry: true,
  }),
  notice: failing({
    type: 'notice',
    level: 'warning',
    title: 'Maintenance',
    message: 'Answers may be **slow** until 18:00.',
  }),
  locked: {
    scripts: {
      'threads.get_by_id': () =>
        json({
          ...threadOf('thr_1', conversation),
          status: { type: 'locked', reason: 'Locked while we look into it.' },
        }),
    },
    thread: 'thr_1',
  },
  closed: {
    scripts: {
      'threads.get_by_id': () => json({ ...threadOf('thr_1', conversation), status: { type: 'closed' } }),
    },
    thread: 'thr_1',
  },
  gone: { scripts: { 'threads.get_by_id': () => json({ detail: 'Not found' }, 404) }, thread: 'thr_1' },
  'not set up': { scripts: {}, options: { api: { url: '', domainKey: '' } } },
  ...urduStates,
  ...widgetStates,
};
