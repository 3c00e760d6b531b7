import './define.ts';
import { afterEach, expect, test } from 'vitest';
import type { ThreadItem } from '#chatkit/protocol/items.ts';
import type { Task, Workflow } from '#chatkit/protocol/workflow.ts';
import { added, confirmed, created, workflow } from './testing/events.ts';
import { mount } from './testing/mounted.ts';
import { json, threadOf } from './testing/scripted-server.ts';

afterEach(() => document.body.replaceChildren());

const search: Task = {
  ...{ type: 'web_search', title: 'Searched', title_query: 'parties', status_indicator: 'complete' },
  queries: ['garden games', 'garden games'],
  sources: [
    { type: 'url', title: 'Games', url: 'https://example.com/games', attribution: 'example.com' },
    { type: 'url', title: 'Games', url: 'javascript:alert(1)' },
  ],
};
const file: Task = {
  ...{ type: 'file', title: 'Read files', status_indicator: 'complete' },
  sources: [
    { type: 'file', title: 'Guests', filename: 'guests.csv', description: 'Twelve names' },
    { type: 'entity', id: 'e1', title: 'Ann', interactive: false, data: {} },
  ],
};
const thoughts: Task[] = [
  { type: 'thought', status_indicator: 'none', title: 'The guests', content: 'Two eat **no** meat.' },
  { type: 'thought', status_indicator: 'none', content: 'Saturday is dry.' },
];

function mountSteps(tasks: Task[], change: Partial<Workflow> = {}) {
  const item = workflow('w1', tasks);
  const items: ThreadItem[] = [{ ...item, workflow: { ...item.workflow, ...change } }];
  const mounted = mount(
    { 'threads.get_by_id': () => json(threadOf('thr_1', items)) },
    { initialThread: 'thr_1' },
  );
  const details = () => mounted.root.querySelector('.details');
  const shown = () => expect.poll(() => mounted.root.querySelector('.badge')).not.toBeNull();
  return { ...mounted, details, shown };
}

test('a search shows each query once, and its sources as links that are safe', async () => {
  const { root, button, details, shown } = mountSteps([search]);
  await shown();
  button('Searched, done')?.click();
  await expect.poll(details).not.toBeNull();
  await expect
    .poll(() => [...root.querySelectorAll('.queries li')].map((li) => li.textContent))
    .toEqual(['garden games', 'parties']);
  const links = [...root.querySelectorAll<HTMLAnchorElement>('.sources a')];
  expect(links.map(({ href, rel, target }) => ({ href, rel, target }))).toEqual([
    { href: 'https://example.com/games', rel: 'noopener noreferrer nofollow', target: '_blank' },
  ]);
  expect(root.querySelectorAll('.sources li')[0]?.textContent).toBe('Games example.com');
});

test('files are named with what is known of them', async () => {
  const { root, button, shown, details } = mountSteps([file]);
  await shown();
  button('Read files, done')?.click();
  await expect.poll(details).not.toBeNull();
  await expect
    .poll(() => [...root.querySelectorAll('.sources li')].map((li) => li.textContent))
    .toEqual(['Guests guests.csvTwelve names', 'Ann']);
});

test('an image step has nothing behind it, so it is no button', async () => {
  const { root, shown } = mountSteps([{ type: 'image', status_indicator: 'complete', title: 'Drew' }]);
  await shown();
  expect(root.querySelector('.badge')?.tagName).toBe('SPAN');
});

test('finished thoughts are one badge with the time they took, and open to all of them', async () => {
  const { root, button, details, shown } = mountSteps(thoughts, {
    type: 'reasoning',
    summary: { duration: 8 },
  });
  await shown();
  expect(root.querySelectorAll('.badge')).toHaveLength(1);
  expect(details()).toBeNull();
  button('Thought for 8 s')?.click();
  await expect.poll(() => details()?.textContent).toBe('The guestsTwo eat no meat.Saturday is dry.');
  expect(details()?.querySelector('strong')?.textContent).toBe('no');
});

test('thoughts that come show the newest, turning, and no second sign of waiting', async () => {
  const item = workflow('w1', thoughts);
  const { element, root, text } = mount({
    'threads.create': async function* ({ params }) {
      const reasoning: ThreadItem = { ...item, workflow: { ...item.workflow, type: 'reasoning' } };
      yield* [created(), confirmed(params), added(reasoning)];
      yield {
        ...{ type: 'thread.item.updated', item_id: 'w1' },
        update: {
          type: 'workflow.task.added',
          task_index: 2,
          task: { ...thoughts[0], title: 'The food' } as Task,
        },
      };
      await new Promise(() => {});
    },
  });
  void element.sendUserMessage({ text: 'Plan' });
  await expect.poll(() => root.querySelector('.badge')?.textContent).toBe('The food, running');
  expect(root.querySelectorAll('.badge')).toHaveLength(1);
  expect(text()).not.toContain('Agent is thinking…');
});

test('steps that are summed up stand behind their summary, open when the server says so', async () => {
  const closed = mountSteps([search, file], { summary: { duration: 12 } });
  await closed.shown();
  expect(closed.text()).not.toContain('Searched');
  closed.button('Worked for 12 s')?.click();
  await expect.poll(closed.text).toContain('Searched');
  const plain = mountSteps([search, file], { summary: { duration: 12 }, expanded: true });
  await plain.shown();
  expect(plain.text()).toContain('Searched');
  expect(plain.button('Worked for 12 s')).toBeUndefined();
  const open = mountSteps([search, file], {
    summary: { title: 'Planned', icon: 'confetti' },
    expanded: true,
  });
  await open.shown();
  expect(open.text()).toContain('Searched');
  open.button('Planned')?.click();
  await expect.poll(open.text).not.toContain('Searched');
});
