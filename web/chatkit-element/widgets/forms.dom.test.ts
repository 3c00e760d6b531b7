import { afterEach, expect, test } from 'vitest';
import { widgetScene } from '../testing/widget-scene.tsx';
import { editForm } from './fixtures/tasks.ts';

afterEach(() => document.body.replaceChildren());

const input = (name: string, fields: object = {}) => ({ type: 'Input', name, ...fields });
const form = (...children: object[]) => ({
  type: 'Card',
  children: [{ type: 'Form', onSubmitAction: { type: 'save', payload: { id: 7 } }, children }],
});
const submit = { type: 'Button', submit: true, label: 'Save' };

function type(field: HTMLInputElement, value: string): void {
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

test('a form sends what stands in its fields now, by their names as they are written', () => {
  const { find, button, asked } = widgetScene(editForm);
  type(find<HTMLInputElement>('[data-field="task.title"]'), 'Pay the invoice');
  find<HTMLInputElement>('[type="checkbox"]').click();
  button('Save').click();
  expect(asked).toEqual([
    {
      action: expect.objectContaining({ type: 'task.save', payload: { id: 't_17' }, streaming: false }),
      values: {
        'task.title': 'Pay the invoice',
        'task.priority': 'high',
        'task.due': '2026-11-24',
        'task.notes': '',
        'task.remind': false,
      },
    },
  ]);
});

test('what is required or does not match is not sent, and the browser says so', () => {
  const { find, button, asked } = widgetScene(
    form(input('title', { required: true }), input('mail', { inputType: 'email', pattern: '.+@.+' }), submit),
  );
  button('Save').click();
  expect(asked).toEqual([]);
  expect(find<HTMLInputElement>('input').validity.valueMissing).toBe(true);
  type(find<HTMLInputElement>('input'), 'Buy milk');
  type(find<HTMLInputElement>('[type="email"]'), 'nobody');
  button('Save').click();
  expect(asked).toEqual([]);
  type(find<HTMLInputElement>('[type="email"]'), 'ada@example.com');
  button('Save').click();
  expect(asked.map(({ values }) => values)).toEqual([{ title: 'Buy milk', mail: 'ada@example.com' }]);
});

const enter = (init: KeyboardEventInit = {}) =>
  new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init });

test('Enter in a line submits, also without a button; in a text area and while composing it does not', () => {
  const { find, asked } = widgetScene(form(input('title'), { type: 'Textarea', name: 'notes' }));
  find('textarea').dispatchEvent(enter());
  find('input').dispatchEvent(enter({ isComposing: true }));
  find('input').dispatchEvent(enter({ keyCode: 229 }));
  expect(asked).toEqual([]);
  find('input').dispatchEvent(enter());
  expect(asked).toHaveLength(1);
});

test('every action that begins in a form takes its values along', () => {
  const { button, asked } = widgetScene(
    form(input('title', { defaultValue: 'Milk' }), {
      type: 'Button',
      label: 'Check',
      onClickAction: { type: 'check' },
    }),
  );
  button('Check').click();
  expect(asked).toEqual([{ action: expect.objectContaining({ type: 'check' }), values: { title: 'Milk' } }]);
});

test('a control outside a form sends its own value only', async () => {
  const { find, asked } = widgetScene({
    type: 'Card',
    children: [
      { type: 'Checkbox', name: 'done', onChangeAction: { type: 'toggle' } },
      input('other', { defaultValue: 'x' }),
    ],
  });
  find<HTMLInputElement>('[type="checkbox"]').click();
  expect(asked.map(({ values }) => values)).toEqual([{ done: true }]);
});

test('radio buttons, selects and dates send what is chosen', () => {
  const options = ['a', 'b'].map((value) => ({ value, label: value.toUpperCase() }));
  const { find, all, button, asked } = widgetScene(
    form(
      { type: 'RadioGroup', name: 'one', options, defaultValue: 'a' },
      { type: 'RadioGroup', name: 'none', options },
      { type: 'Select', name: 'two', options, placeholder: 'Choose' },
      { type: 'DatePicker', name: 'day', defaultValue: '2026-11-24T10:00:00' },
      submit,
    ),
  );
  all('[type="radio"]')[1]?.click();
  const select = find<HTMLSelectElement>('select');
  select.value = 'b';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  button('Save').click();
  expect(asked.map(({ values }) => values)).toEqual([{ one: 'b', two: 'b', day: '2026-11-24' }]);
});

test('a button of a form that sends nothing does what it says itself', () => {
  const own = { type: 'Button', submit: true, label: 'Go', onClickAction: { type: 'go' } };
  const { button, asked } = widgetScene({
    type: 'Card',
    children: [{ type: 'Form', children: [input('a', { defaultValue: '1' }), own] }],
  });
  button('Go').click();
  expect(asked.map(({ action, values }) => [action.type, values])).toEqual([['go', { a: '1' }]]);
});

test('a field that is switched off is not sent', () => {
  const off = { disabled: true };
  const { button, asked } = widgetScene(
    form(input('a', off), { type: 'Checkbox', name: 'b', ...off }, input('c'), submit),
  );
  button('Save').click();
  expect(asked[0]?.values).toEqual({ c: '' });
});

test('names of a form or of every object are names like others', () => {
  const { find, button, asked } = widgetScene(
    form(
      input('elements', { defaultValue: '1' }),
      input('requestSubmit', { defaultValue: '2' }),
      { type: 'Input', key: 'p', name: '__proto__', defaultValue: '3' },
      submit,
    ),
  );
  find('input').dispatchEvent(enter());
  button('Save').click();
  const values = asked[0]?.values ?? {};
  expect(Object.keys(values).sort()).toEqual(['__proto__', 'elements', 'requestSubmit']);
  expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
});

test('a form inside the form of a card is submitted alone', () => {
  const { find, asked } = widgetScene({
    type: 'Card',
    asForm: true,
    confirm: { label: 'All', action: { type: 'outer' } },
    children: [
      input('a', { defaultValue: '1' }),
      { type: 'Form', onSubmitAction: { type: 'inner' }, children: [input('b', { defaultValue: '2' })] },
    ],
  });
  find('[data-field="b"]').dispatchEvent(enter());
  expect(asked.map(({ action, values }) => [action.type, values])).toEqual([['inner', { b: '2' }]]);
});

test('a text that can be edited is a field of its form', () => {
  const editable = { name: 'title', required: true, placeholder: 'Title' };
  const { find, button, asked } = widgetScene(form({ type: 'Text', value: 'Milk', editable }, submit));
  expect(find<HTMLInputElement>('input').value).toBe('Milk');
  type(find<HTMLInputElement>('input'), 'Oat milk');
  button('Save').click();
  expect(asked[0]?.values).toEqual({ title: 'Oat milk' });
});

test('a label belongs to the field with its name, within its own form', () => {
  const labelled = (value: string) =>
    ({ type: 'Form', key: value, children: [{ type: 'Label', value, fieldName: 'x' }, input('x')] }) as const;
  const { all } = widgetScene({ type: 'Card', children: [labelled('One'), labelled('Two')] });
  const names = all('input').map((field) => (field as HTMLInputElement).labels?.[0]?.textContent);
  expect(names).toEqual(['One', 'Two']);
});
