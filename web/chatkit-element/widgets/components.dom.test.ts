import { afterEach, expect, test } from 'vitest';
import { widgetScene } from '../testing/widget-scene.tsx';
import { fixtures, PIXEL } from './fixtures/components.ts';
import { deletedCard, TASKS, taskList } from './fixtures/tasks.ts';
import { components } from './registry.ts';

afterEach(() => document.body.replaceChildren());

const CONTROLS = 'button, input, select, textarea';

test.each(Object.keys(fixtures))('%s is drawn, every control has a name, nothing is logged', (name) => {
  const { find, all, logged } = widgetScene(fixtures[name]);
  expect(find('.w-root').children.length).toBeGreaterThan(0);
  expect(logged).toEqual([]);
  for (const control of all(CONTROLS)) expect(nameOf(control), control.outerHTML).not.toBe('');
});

test('there is a fixture for every component', () => {
  const drawn = JSON.stringify(fixtures);
  expect([...components.keys()].filter((type) => !drawn.includes(`"${type}"`))).toEqual([]);
});

test('a list shows its first rows, then all, and the focus goes to the first new one', () => {
  const { all, find, button, root } = widgetScene(taskList());
  expect(all('li')).toHaveLength(5);
  const more = button('Show 2 more');
  expect(more.getAttribute('aria-expanded')).toBe('false');
  more.click();
  return expect
    .poll(() => all('li').length)
    .toBe(TASKS.length)
    .then(() => {
      expect(all('li')[5]?.contains(root.activeElement)).toBe(true);
      expect(find('.w-more').textContent).toBe('Show less');
      expect(find('.w-more').getAttribute('aria-expanded')).toBe('true');
    });
});

test('a row with an action is one button named by its words, beside the controls in it', () => {
  const row = (onClickAction: unknown) => ({
    type: 'ListView',
    children: [
      {
        type: 'ListViewItem',
        onClickAction,
        children: [
          { type: 'Text', value: 'Groceries' },
          { type: 'Button', label: 'Edit', onClickAction: { type: 'edit' } },
        ],
      },
    ],
  });
  const { button, asked, show, all } = widgetScene(row({ type: 'open' }));
  expect(button('Groceries').querySelector('button')).toBeNull();
  button('Groceries').click();
  button('Edit').click();
  expect(asked.map(({ action }) => action.type)).toEqual(['open', 'edit']);
  show(row(null));
  expect(all('button')).toHaveLength(1);
});

test('a box without words is called after the words of its row', () => {
  const { all } = widgetScene(taskList());
  expect(all('input')[0]?.getAttribute('aria-label')).toBe('Send the invoice to Nordlicht Due tomorrow high');
});

test('what is done is crossed out, and said', () => {
  const { find } = widgetScene(fixtures.Text);
  expect(find('s').textContent).toBe('Buy milk');
  expect(find('s').parentElement?.textContent).toBe('Buy milk, done');
});

test('what is cut off can still be read', () => {
  const { find } = widgetScene(fixtures.Text);
  expect(find('[data-cut="line"]').title).toContain('wherever that is');
});

test('titles are one level below the answer, whatever their size', () => {
  const { all } = widgetScene(fixtures.Title);
  expect(all('h4')).toHaveLength(5);
  expect(all('h1, h2, h3, h5, h6')).toEqual([]);
});

test('a collapsed card shows its status only', () => {
  const { root } = widgetScene(deletedCard);
  expect(root.textContent).toBe('Deleted');
});

test('a table has header cells with a scope', () => {
  const { all } = widgetScene(fixtures.Table);
  expect(all('thead th').map((cell) => cell.getAttribute('scope'))).toEqual(['col', 'col', 'col']);
  expect(all('tbody tr')).toHaveLength(3);
});

test('a chart is the table of its figures', () => {
  const { all } = widgetScene(fixtures.Chart);
  expect(all('thead th').map((cell) => cell.textContent)).toEqual(['day', 'Done', 'Added']);
  expect(all('tbody tr')[1]?.textContent).toBe('Tue72');
});

test('a picture comes from data or an allowed host, and is a link otherwise', () => {
  const image = (src: string) => ({ type: 'Card', children: [{ type: 'Image', src, alt: 'Chart' }] });
  const { find, all, show } = widgetScene(image(PIXEL));
  expect(find<HTMLImageElement>('img').getAttribute('referrerpolicy')).toBe('no-referrer');
  show(image('https://evil.example/?q=secret'));
  expect(all('img')).toEqual([]);
  expect(find('a').textContent).toBe('Chart');
  show(image('https://cdn.example/x.png'), { imageHosts: ['cdn.example'] });
  expect(find<HTMLImageElement>('img').src).toBe('https://cdn.example/x.png');
  show(image('javascript:alert(1)'));
  expect(all('img, a')).toEqual([]);
});

test('a favicon is a picture, too', () => {
  const status = { text: 'From elsewhere', favicon: 'https://evil.example/icon.png' };
  const { all, root } = widgetScene({ type: 'Card', children: [], status });
  expect(all('img')).toEqual([]);
  expect(root.textContent).toBe('From elsewhere');
});

test('a root with a theme of its own has its own colours', () => {
  const { find, all, show } = widgetScene({ type: 'Card', theme: 'dark', children: [] });
  expect(find('.scheme').dataset.scheme).toBe('dark');
  show({ type: 'Card', theme: 'light', children: [] });
  expect(all('.scheme')).toEqual([]);
  const colour = { light: '#ffffff', dark: '#000000' };
  const card = { type: 'Card', theme: 'dark', background: colour, children: [] };
  show({ type: 'Basic', children: [card, { ...card, theme: undefined }] });
  expect(all('.w-card').map((each) => each.style.background)).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
});

function nameOf(control: HTMLElement): string {
  const labels = [...((control as HTMLInputElement).labels ?? [])].map((label) => label.textContent);
  return (control.getAttribute('aria-label') ?? [...labels, control.textContent].join('')).trim();
}
