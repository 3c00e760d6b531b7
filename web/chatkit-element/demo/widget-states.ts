// Widgets to look at and to use: the server of these states does what their actions ask for.
import type { ThreadStreamEvent } from '#chatkit/protocol/events.ts';
import type { ThreadItem, WidgetItem } from '#chatkit/protocol/items.ts';
import type { WidgetRoot } from '#chatkit/protocol/widgets.ts';
import {
  added,
  assistantMessage,
  cancellable,
  confirmed,
  created,
  done,
  userMessage,
} from '../testing/events.ts';
import { json, type Script, threadOf } from '../testing/scripted-server.ts';
import { fixtures } from '../widgets/fixtures/components.ts';
import {
  deleteConfirmation,
  deletedCard,
  editForm,
  type FixtureTask,
  TASKS,
  taskList,
} from '../widgets/fixtures/tasks.ts';
import type { DemoState } from './states.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function widgetItem(id: string, widget: WidgetRoot, copy_text?: string): WidgetItem {
  const created_at = '2026-11-21T08:00:00.000Z';
  return { type: 'widget', id, thread_id: 'thr_1', created_at, widget, copy_text };
}

let tasks: readonly FixtureTask[] = TASKS;

/** Toggles in place; a task that cannot be done is refused, so that the box goes back. */
const sync: Script = ({ params }) => {
  const { action } = params as { action: { type: string; payload?: { id?: string; done?: boolean } } };
  const { id, done: isDone } = action.payload ?? {};
  if (action.type !== 'task.toggle') return json({});
  if (id === 't_22') return json({ detail: 'Refused for the demo' }, 500);
  tasks = tasks.map((task) => (task.id === id ? { ...task, done: isDone === true } : task));
  return json({ updated_item: widgetItem('w_list', taskList(tasks)) });
};

async function* act(params: Record<string, unknown>): AsyncGenerator<ThreadStreamEvent> {
  yield cancellable;
  await wait(1500);
  if ((params.action as { type: string }).type === 'task.delete') {
    yield { type: 'thread.item.replaced', item: widgetItem('w_delete', deletedCard) };
    yield done(assistantMessage(`a_${Date.now()}`, '**Call the plumber** is deleted.'));
  }
}

async function* stream(params: Record<string, unknown>): AsyncGenerator<ThreadStreamEvent> {
  const grown = 'Two tasks are **late**, and three are due this week. Begin with the invoice: it is short.';
  const widget = (value: string, streaming: boolean): WidgetRoot => ({
    type: 'Card',
    status: { text: 'Plan for today', icon: 'calendar' },
    children: [{ type: 'Markdown', id: 'plan', value, streaming }],
  });
  yield created();
  yield confirmed(params);
  yield cancellable;
  await wait(500);
  yield added(widgetItem('w_plan', widget('', true)));
  for (const [word] of grown.matchAll(/\S+\s*/g)) {
    await wait(60);
    const update = {
      type: 'widget.streaming_text.value_delta',
      component_id: 'plan',
      delta: word,
      done: false,
    };
    yield { type: 'thread.item.updated', item_id: 'w_plan', update } as ThreadStreamEvent;
  }
  yield done(widgetItem('w_plan', widget(grown, false)));
}

const shown = (items: ThreadItem[]): DemoState => ({
  thread: 'thr_1',
  scripts: {
    'threads.get_by_id': () => json(threadOf('thr_1', items, 'Tasks')),
    'threads.sync_custom_action': sync,
    'threads.custom_action': ({ params }) => act(params),
    'threads.create': ({ params }) => stream(params),
    'threads.add_user_message': ({ params }) => stream(params),
  },
});

const gallery = (question: string, names: string[]): DemoState =>
  shown([
    userMessage('m1', question),
    ...names.flatMap((name): ThreadItem[] => {
      const widget = fixtures[name];
      return widget ? [widgetItem(`w_${name}`, widget)] : [];
    }),
  ]);

const broken: WidgetRoot = {
  type: 'Card',
  children: [
    { type: 'Text', value: 'What is known is drawn.' },
    { type: 'CardCarousel', children: [{ type: 'Badge', label: 'inside an unknown component' }] },
    { type: 'Image', src: 'https://elsewhere.example/chart.png', alt: 'A picture from elsewhere is a link' },
    { type: 'Box', size: 'url(https://elsewhere.example)', background: 'red; color: blue' },
  ],
};

export const widgetStates: Record<string, DemoState> = {
  widgets: shown([
    userMessage('m1', 'How is my week?'),
    assistantMessage('a1', 'Here is where you stand. **Two** tasks need you first.'),
    widgetItem('w_chart', fixtures.Chart as WidgetRoot),
    userMessage('m2', 'Which lists do I have?'),
    widgetItem('w_lists', fixtures.ListViewItem as WidgetRoot),
    userMessage('m3', 'And what should I do with the rest?'),
    widgetItem('w_card', fixtures.Card as WidgetRoot),
  ]),
  'widget-list': shown([
    userMessage('m1', 'Show my tasks'),
    widgetItem('w_list', taskList()),
    assistantMessage('a1', 'The plumber is the one that waits longest.'),
  ]),
  'widget-form': shown([userMessage('m1', 'Change the invoice task'), widgetItem('w_edit', editForm)]),
  'widget-delete': shown([
    userMessage('m1', 'Delete the plumber task'),
    widgetItem('w_delete', deleteConfirmation),
  ]),
  'widget-deleted': shown([
    userMessage('m1', 'Delete the plumber task'),
    widgetItem('w_delete', deletedCard),
    assistantMessage('a1', '**Call the plumber** is deleted.'),
  ]),
  'widget-text': gallery('Text', ['Text', 'Title', 'Caption', 'Markdown', 'Badge', 'Icon']),
  'widget-boxes': gallery('Boxes', ['Basic', 'Row', 'Box', 'Divider', 'Spacer', 'Table', 'Image']),
  'widget-controls': gallery('Controls', [
    'Button',
    'Form',
    'Input',
    'Select',
    'DatePicker',
    'Checkbox',
    'RadioGroup',
    'Textarea',
  ]),
  'widget-themes': shown([
    userMessage('m1', 'Both schemes'),
    widgetItem('w_dark', { ...(fixtures.Card as WidgetRoot), theme: 'dark' }),
    widgetItem('w_light', { ...(fixtures.Card as WidgetRoot), theme: 'light' }),
    widgetItem('w_dark_list', { ...taskList(TASKS.slice(0, 3)), theme: 'dark' }),
  ]),
  'widget-broken': shown([
    userMessage('m1', 'What if a widget is strange?'),
    widgetItem('w_broken', broken),
    widgetItem(
      'w_none',
      { type: 'Hologram' } as unknown as WidgetRoot,
      'You have three tasks:\n1. Pay bills',
    ),
    widgetItem('w_nothing', { type: 'Hologram' } as unknown as WidgetRoot),
  ]),
  'widget-live': { ...shown([]), thread: undefined, message: 'Plan my day' } as DemoState,
};
