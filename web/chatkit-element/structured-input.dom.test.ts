import './define.ts';
import { afterEach, expect, test } from 'vitest';
import type { ThreadItem } from '#chatkit/protocol/items.ts';
import { assistantMessage, confirmed, done, structuredInput, userMessage } from './testing/events.ts';
import { createGate } from './testing/gate.ts';
import { mount } from './testing/mounted.ts';
import { json, type Script, threadOf } from './testing/scripted-server.ts';

afterEach(() => document.body.replaceChildren());

const form = structuredInput('s1', [
  {
    ...{ type: 'multiple_choice', id: 'day', question: 'Which day?', multiple: false },
    options: [{ value: 'Friday' }, { value: 'Saturday' }],
  },
  {
    ...{ type: 'multiple_choice', id: 'food', question: 'What food?', multiple: true },
    options: [{ value: 'Cake' }, { value: 'Salad' }],
  },
  { type: 'freeform', id: 'who', question: 'Who comes?', description: 'Names' },
]);

function mountForm(scripts: Record<string, Script> = {}, items: ThreadItem[] = [form]) {
  const loaded: Script = () => json(threadOf('thr_1', [userMessage('m1', 'Plan a party'), ...items]));
  const mounted = mount(
    { 'threads.get_by_id': loaded, 'threads.add_structured_input': () => [], ...scripts },
    { initialThread: 'thr_1' },
  );
  const { root } = mounted;
  const all = <E extends Element>(selector: string) => [...root.querySelectorAll<E>(selector)];
  const choose = (label: string, index = 0) =>
    all<HTMLLabelElement>('.choice')
      .filter((each) => each.textContent === label)
      [index]?.click();
  const write = (field: HTMLInputElement | HTMLTextAreaElement | null | undefined, text: string) => {
    if (!field) return;
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const shown = () => expect.poll(() => root.querySelector('.questions')).not.toBeNull();
  return { ...mounted, all, choose, write, shown };
}

test('questions that wait take the place of the composer, and are answered together', async () => {
  const { root, button, choose, write, shown, server, text, trace } = mountForm({
    'threads.add_structured_input': () => [done(assistantMessage('a1', 'Noted'))],
  });
  await shown();
  expect(root.querySelector('textarea[part="input"]')).toBeNull();
  expect(text()).not.toContain('Which day?');
  choose('Friday');
  choose('Salad');
  choose('Cake');
  choose('Other', 1);
  await expect.poll(() => root.querySelector('input[type="text"]')).not.toBeNull();
  write(root.querySelector<HTMLInputElement>('input[type="text"]'), 'Soup');
  write(root.querySelector('textarea'), 'Ann and Bo');
  button('Submit')?.click();
  await expect.poll(text).toContain('Noted');
  expect(server.requests.at(-1)?.params).toEqual({
    thread_id: 'thr_1',
    item_id: 's1',
    input: {
      status: 'answered',
      answers: {
        day: { values: ['Friday'], skipped: false },
        food: { values: ['Cake', 'Salad', 'Soup'], skipped: false },
        who: { values: ['Ann and Bo'], skipped: false },
      },
    },
  });
  expect(trace.slice(-2)).toEqual(['response.start', 'response.end']);
  await expect.poll(() => root.querySelector('.answers')?.textContent).toContain('Which day?Friday');
  expect(root.querySelector('textarea[part="input"]')).not.toBeNull();
});

test('skipping sends no answers, says so in the thread, and gives the focus to the composer', async () => {
  const { root, button, shown, server, text } = mountForm();
  await shown();
  button('Skip')?.focus();
  button('Skip')?.click();
  await expect.poll(text).toContain('You skipped the questions.');
  expect(server.requests.at(-1)?.params.input).toMatchObject({ status: 'skipped' });
  await expect.poll(() => root.activeElement?.getAttribute('part')).toBe('input');
});

test('"Other" without words is complained of where it stands, and nothing is sent', async () => {
  const { root, button, choose, shown, server, write } = mountForm();
  await shown();
  choose('Other');
  button('Submit')?.click();
  await expect.poll(() => root.activeElement?.getAttribute('aria-invalid')).toBe('true');
  const field = root.activeElement as HTMLInputElement;
  const error = root.getElementById(field.getAttribute('aria-describedby') ?? '');
  expect(error?.textContent).toBe('Write your answer, or choose another.');
  expect(field.getAttribute('aria-label')).toBe('Your own answer to: Which day?');
  write(field, 'Sunday');
  await expect.poll(() => root.querySelector('[aria-invalid="true"]')).toBeNull();
  expect(server.requests).toHaveLength(1);
});

test('mending one of two fields leaves the focus in it', async () => {
  const { root, button, choose, shown, write, all } = mountForm();
  await shown();
  choose('Other');
  choose('Other', 1);
  button('Submit')?.click();
  await expect.poll(() => all('[aria-invalid="true"]')).toHaveLength(2);
  const [first] = all<HTMLInputElement>('[aria-invalid="true"]');
  expect(root.activeElement).toBe(first);
  write(first, 'Sunday');
  await expect.poll(() => all('[aria-invalid="true"]')).toHaveLength(1);
  expect(root.activeElement).toBe(first);
});

test('an empty form is not sent, and a screen reader hears why', async () => {
  const { root, button, shown, server } = mountForm();
  await shown();
  button('Submit')?.click();
  await expect.poll(() => root.querySelector('[role="alert"]')?.textContent).toContain('at least one');
  expect(server.requests).toHaveLength(1);
});

test('Ctrl+Enter submits from a text of several lines', async () => {
  const { root, shown, write, server } = mountForm();
  await shown();
  const field = root.querySelector('textarea');
  write(field, 'Ann');
  const event = { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true };
  await expect.poll(() => root.querySelector('textarea')?.value).toBe('Ann');
  field?.dispatchEvent(new KeyboardEvent('keydown', event));
  await expect.poll(() => server.requests).toHaveLength(2);
});

test('every control has a name: its label, or the question it answers', async () => {
  const { all, shown } = mountForm();
  await shown();
  expect(all('fieldset legend').map((legend) => legend.firstChild?.textContent)).toEqual([
    'Which day?',
    'What food?',
  ]);
  expect(all<HTMLInputElement>('.choice input').every((input) => input.labels?.[0]?.textContent)).toBe(true);
  const [text] = all<HTMLTextAreaElement>('textarea');
  expect(text?.labels?.[0]?.textContent).toBe('Who comes?');
  expect(text?.getAttribute('aria-describedby')).toBeTruthy();
});

test('the focus goes from the composer to the questions when they come', async () => {
  const { element, root, type, shown } = mountForm(
    {
      'threads.add_user_message': ({ params }) => [confirmed(params, 'm2'), done(form)],
    },
    [],
  );
  await expect.poll(() => root.querySelector('textarea[part="input"]')).not.toBeNull();
  await expect.poll(() => root.querySelector('textarea')?.disabled).toBe(false);
  type('And now?').focus();
  await element.sendUserMessage({ text: 'Go on' });
  await shown();
  await expect.poll(() => root.activeElement?.getAttribute('type')).toBe('radio');
});

test('what was chosen is there again after another thread was looked at, and after a refusal', async () => {
  let refuse = true;
  const { element, root, button, choose, shown, text } = mountForm({
    'threads.add_structured_input': () => (refuse ? json({}, 503) : []),
  });
  await shown();
  choose('Saturday');
  await element.setThreadId(null);
  await expect.poll(() => root.querySelector('.questions')).toBeNull();
  await element.setThreadId('thr_1');
  await shown();
  const checked = () => root.querySelector<HTMLInputElement>(':checked')?.labels?.[0]?.textContent;
  expect(checked()).toBe('Saturday');
  button('Submit')?.click();
  await expect.poll(() => root.querySelector('.notice')?.textContent).toContain('unavailable');
  await shown();
  expect(checked()).toBe('Saturday');
  refuse = false;
  button('Submit')?.click();
  await expect.poll(text).toContain('Saturday');
});

test('answered questions of the past are a summary, and the composer is there', async () => {
  const inputs = form.inputs.map((input) => ({ ...input, answer: { values: [], skipped: true } }));
  const { root, text } = mountForm({}, [{ ...form, inputs, status: 'answered' }]);
  await expect.poll(text).toContain('Which day?Skipped');
  expect(root.querySelector('textarea[part="input"]')).not.toBeNull();
  expect(root.querySelector('.questions')).toBeNull();
});

test('focusComposer goes to the questions while they stand there; Submit pressed twice sends once', async () => {
  const gate = createGate();
  const { element, root, button, choose, shown, server, text } = mountForm({
    'threads.add_structured_input': async function* () {
      await gate.passed;
      yield done(assistantMessage('a1', 'Noted'));
    },
  });
  await shown();
  await element.focusComposer();
  expect(root.activeElement?.getAttribute('type')).toBe('radio');
  choose('Friday');
  const submit = button('Submit');
  submit?.click();
  submit?.click();
  await expect.poll(() => root.querySelector('.questions')).toBeNull();
  gate.open();
  await expect.poll(text).toContain('Noted');
  expect(server.requests.filter(({ type }) => type === 'threads.add_structured_input')).toHaveLength(1);
});
