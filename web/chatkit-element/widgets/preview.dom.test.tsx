/** @jsxImportSource preact */
import { render } from 'preact';
import { afterEach, expect, test } from 'vitest';
import { en } from '../locales/en.ts';
import { actionsWith } from '../testing/actions.ts';
import { PanelProvider } from '../view/panel-context.ts';
import { editForm } from './fixtures/tasks.ts';
import { WidgetPreview } from './preview.tsx';

afterEach(() => document.body.replaceChildren());

function preview(root: unknown): HTMLElement {
  const place = document.body.appendChild(document.createElement('div'));
  const options = { api: { url: '/', domainKey: '' } };
  const runWidgetAction = () => {
    throw new Error('A preview has nothing to do');
  };
  const panel = {
    texts: en,
    options,
    actions: actionsWith({ runWidgetAction }),
    maxLength: null,
    headingLevel: 3,
    imageHosts: [],
  };
  render(
    <PanelProvider value={panel}>
      <WidgetPreview root={root} />
    </PanelProvider>,
    place,
  );
  return place;
}

test('a preview shows a widget whose controls do nothing', () => {
  const place = preview(editForm);
  const save = [...place.querySelectorAll('button')].find((button) => button.textContent === 'Save');
  expect(save?.getAttribute('aria-disabled')).toBe('true');
  save?.click();
  place.querySelector('form')?.requestSubmit();
  expect(place.querySelector('[inert]')).toBeNull();
});

test('a preview of nothing draws nothing', () => {
  expect(preview(null).textContent).toBe('');
});
