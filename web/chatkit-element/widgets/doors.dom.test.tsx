/** @jsxImportSource preact */
// The two ways into this folder: the widget of a conversation, and one to look at.
import { type ComponentChildren, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test } from 'vitest';
import type { WidgetItem } from '#chatkit/protocol/items.ts';
import type { WidgetComponent } from '#chatkit/protocol/widgets.ts';
import type { Actions } from '../actions/actions.ts';
import { en } from '../locales/en.ts';
import { actionsWith } from '../testing/actions.ts';
import { PanelProvider } from '../view/panel-context.ts';
import type { WidgetActionRequest } from '../view/widget-actions.ts';
import { editForm } from './fixtures/tasks.ts';
import { WidgetPreview } from './preview.tsx';
import { Widget } from './widget.tsx';

afterEach(() => document.body.replaceChildren());

function panelWith(runWidgetAction: Actions['runWidgetAction']) {
  const place = document.body.appendChild(document.createElement('div'));
  const panel = {
    texts: en,
    options: { api: { url: '/', domainKey: '' } },
    actions: actionsWith({ runWidgetAction }),
    maxLength: null,
    language: 'en',
    headingLevel: 3,
    imageHosts: [],
  };
  const draw = (children: ComponentChildren) =>
    void act(() => render(<PanelProvider value={panel}>{children}</PanelProvider>, place));
  return { place, draw };
}

const buttonOf = (place: HTMLElement, name: string) =>
  [...place.querySelectorAll('button')].find((button) => button.textContent === name);

function item(...children: WidgetComponent[]): WidgetItem {
  const created_at = '2026-11-21T08:00:00.000Z';
  return { type: 'widget', id: 'w1', thread_id: 'thr_1', created_at, widget: { type: 'Card', children } };
}

test('an action goes out with the widget as it is drawn now', () => {
  const requests: WidgetActionRequest[] = [];
  const { place, draw } = panelWith(async (request) => void requests.push(request));
  const button = { type: 'Button', label: 'Go', onClickAction: { type: 'go' } };
  const [before, after] = [item(button), item({ type: 'Text', value: 'grown' }, button)];
  draw(<Widget item={before} responding={false} isNew={false} />);
  draw(<Widget item={after} responding={false} isNew={false} />);
  buttonOf(place, 'Go')?.click();
  expect(requests).toEqual([
    { itemId: 'w1', widget: after.widget, action: expect.objectContaining({ type: 'go' }), values: {} },
  ]);
});

test('while one component grows, its neighbours are not drawn again', () => {
  const { place, draw } = panelWith(async () => {});
  let reads = 0;
  const neighbour = Object.defineProperty({ type: 'Caption' }, 'value', {
    enumerable: true,
    get() {
      reads += 1;
      return 'the same';
    },
  });
  const grown = (value: string) => item({ type: 'Text', id: 't', value }, neighbour);
  draw(<Widget item={grown('Two')} responding={false} isNew={false} />);
  const readsAtFirst = reads;
  draw(<Widget item={grown('Two tasks')} responding={false} isNew={false} />);
  expect(place.textContent).toBe('Two tasksthe same');
  expect(reads).toBe(readsAtFirst);
});

test('a preview shows a widget whose controls do nothing', () => {
  const { place, draw } = panelWith(() => {
    throw new Error('A preview has nothing to do');
  });
  draw(<WidgetPreview root={editForm} />);
  const save = buttonOf(place, 'Save');
  expect(save?.getAttribute('aria-disabled')).toBe('true');
  save?.click();
  place.querySelector('form')?.requestSubmit();
  expect(place.querySelector('[inert]')).toBeNull();
});

test('a preview of nothing draws nothing', () => {
  const { place, draw } = panelWith(async () => {});
  draw(<WidgetPreview root={null} />);
  expect(place.textContent).toBe('');
});
