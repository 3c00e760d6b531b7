// Questions of the assistant, tools of the page, generated images, and steps of every kind.
import type { ThreadStreamEvent } from '#chatkit/protocol/events.ts';
import type { ThreadItem } from '#chatkit/protocol/items.ts';
import type { StructuredInput } from '#chatkit/protocol/structured-input.ts';
import type { Task, Workflow } from '#chatkit/protocol/workflow.ts';
import {
  added,
  assistantMessage,
  cancellable,
  clientToolCall,
  confirmed,
  created,
  done,
  generatedImage,
  structuredInput,
  toolTask,
  userMessage,
  workflow,
} from '../testing/events.ts';
import { json, type Script, threadOf } from '../testing/scripted-server.ts';
import type { DemoState } from './states.ts';

const forever = () => new Promise<never>(() => {});
const stored =
  (items: ThreadItem[]): Script =>
  () =>
    json(threadOf('thr_1', items, 'Summer party'));

/** A turn that stays where it is. */
const halted = (...events: ThreadStreamEvent[]): Script =>
  async function* ({ params }) {
    yield* [created(), confirmed(params), cancellable, ...events];
    await forever();
  };

const questions: StructuredInput[] = [
  {
    ...{ type: 'multiple_choice', id: 'when', question: 'When shall the party be?', multiple: false },
    options: [{ value: 'Friday evening' }, { value: 'Saturday afternoon' }, { value: 'Sunday brunch' }],
  },
  {
    ...{ type: 'multiple_choice', id: 'food', question: 'What shall there be to eat?', multiple: true },
    options: [{ value: 'Barbecue' }, { value: 'Salads' }, { value: 'Cake' }],
  },
  {
    ...{ type: 'freeform', id: 'guests', question: 'Who is coming?' },
    description: 'Names, or about how many.',
  },
];

const asked = (status: 'pending' | 'answered' | 'skipped', given = questions): ThreadItem[] => [
  userMessage('m1', 'Plan a summer party with me'),
  assistantMessage('a1', 'With pleasure! A few questions first.'),
  structuredInput('s1', given, status),
];

const answers = [
  { values: ['Saturday afternoon'], skipped: false },
  { values: ['Barbecue', 'Cake', 'Something for vegans'], skipped: false },
  { values: [], skipped: true },
];
const answeredQuestions = questions.map((question, index) => ({ ...question, answer: answers[index] }));

/** Hills under a sun, as data: the demo asks nobody for anything. */
function drawing(): string {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [480, 320];
  const pen = canvas.getContext('2d');
  if (!pen) return '';
  const shapes: [string, number, number, number][] = [
    ['#fde68a', 240, 160, 600],
    ['#fb923c', 340, 110, 52],
    ['#34d399', 110, 420, 260],
    ['#059669', 380, 480, 260],
  ];
  for (const [color, x, y, radius] of shapes) {
    pen.fillStyle = color;
    pen.beginPath();
    pen.arc(x, y, radius, 0, 7);
    pen.fill();
  }
  return canvas.toDataURL('image/png');
}

const source = (title: string, url: string, attribution: string) =>
  ({ type: 'url', title, url, attribution }) as const;

const steps: Task[] = [
  {
    ...{ type: 'web_search', title: 'Searched the web', status_indicator: 'complete' },
    title_query: 'summer party ideas',
    queries: ['summer party ideas', 'outdoor games for adults', 'barbecue for twelve people'],
    sources: [
      source('Twelve garden games that grown-ups like', 'https://example.com/games', 'example.com'),
      source('How much meat for a barbecue?', 'https://example.org/barbecue', 'example.org'),
    ],
  },
  {
    ...{ type: 'file', title: 'Read two files', status_indicator: 'complete' },
    sources: [
      { type: 'file', title: 'Guests', filename: 'guests-2026.csv', description: 'Twelve names' },
      { type: 'file', title: 'budget.xlsx', filename: 'budget.xlsx' },
    ],
  },
  { type: 'image', title: 'Drew an invitation', status_indicator: 'complete' },
  {
    ...{ type: 'thought', title: 'Thought about the weather', status_indicator: 'none' },
    content: 'Saturday is **dry**; on Sunday it may rain.',
  },
  toolTask('Add task', { tool: 'add_task', args: { title: 'Buy coal' }, result: { id: 9 } }),
];

const of = (id: string, change: Partial<Workflow>): ThreadItem => {
  const item = workflow(id, steps);
  return { ...item, workflow: { ...item.workflow, ...change } };
};

const thoughts: Task[] = [
  {
    type: 'thought',
    status_indicator: 'none',
    title: 'Looking at the guests',
    content: 'Two of them eat no meat.',
  },
  { type: 'thought', status_indicator: 'none', title: 'Comparing the days', content: 'Saturday is **dry**.' },
];

const answerAgain: Script = () => [assistantMessage('a9', 'Thank you, I am on it.')].map(done);

export const itemStates: Record<string, DemoState> = {
  questions: {
    scripts: { 'threads.get_by_id': stored(asked('pending')), 'threads.add_structured_input': answerAgain },
    thread: 'thr_1',
  },
  'one question': {
    scripts: {
      'threads.get_by_id': stored(asked('pending', questions.slice(0, 1))),
      'threads.add_structured_input': answerAgain,
    },
    thread: 'thr_1',
  },
  'questions answered': {
    scripts: {
      'threads.get_by_id': stored([
        ...asked('answered', answeredQuestions),
        assistantMessage('a2', 'Saturday it is. I will write the invitations.'),
      ]),
    },
    thread: 'thr_1',
  },
  'questions skipped': {
    scripts: {
      'threads.get_by_id': stored([...asked('skipped'), assistantMessage('a2', 'Then I will decide.')]),
    },
    thread: 'thr_1',
  },
  'tool of the page': {
    scripts: {
      'threads.create': ({ params }) => [
        ...[created(), confirmed(params), cancellable, done(clientToolCall('c1', 'get_selection'))],
      ],
    },
    options: { onClientTool: forever },
    message: 'Summarise what I have selected',
  },
  'image in the making': {
    scripts: { 'threads.create': halted(added(generatedImage('i1'))) },
    message: 'Draw an invitation',
  },
  'image half done': {
    scripts: {
      'threads.create': (request) =>
        halted(added(generatedImage('i1')), {
          ...{ type: 'thread.item.updated', item_id: 'i1' },
          update: { type: 'generated_image.updated', image: { id: 'p', url: drawing() }, progress: 0.64 },
        })(request),
    },
    message: 'Draw an invitation',
  },
  image: {
    scripts: {
      'threads.get_by_id': () =>
        json(
          threadOf('thr_1', [
            userMessage('m1', 'Draw an invitation'),
            generatedImage('i1', drawing()),
            assistantMessage('a1', 'Here it is. Shall I add the date?'),
            userMessage('m2', 'And one from elsewhere'),
            generatedImage('i2', 'https://example.com/invitation.png'),
          ]),
        ),
    },
    thread: 'thr_1',
  },
  steps: {
    scripts: {
      'threads.get_by_id': stored([
        userMessage('m1', 'Plan a summer party with me'),
        workflow('w1', steps),
        assistantMessage('a1', 'Here is a plan for twelve people.'),
      ]),
    },
    thread: 'thr_1',
  },
  'steps summed up': {
    scripts: {
      'threads.get_by_id': stored([
        userMessage('m1', 'Plan a summer party with me'),
        of('w1', { summary: { duration: 12 } }),
        of('w2', { summary: { title: 'Planned the party', icon: 'confetti' }, expanded: true }),
        of('w3', { type: 'reasoning', tasks: thoughts, summary: { duration: 8 }, expanded: true }),
        assistantMessage('a1', 'Here is a plan for twelve people.'),
      ]),
    },
    thread: 'thr_1',
  },
  reasoning: {
    scripts: { 'threads.create': halted(added(of('w1', { type: 'reasoning', tasks: thoughts }))) },
    message: 'Which day is best?',
  },
};
