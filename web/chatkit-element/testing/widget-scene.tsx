/** @jsxImportSource preact */
// One widget on a page of jsdom, without a conversation: what its controls ask for is recorded.

import { render } from 'preact';
import { act } from 'preact/test-utils';
import type { ActionConfig } from '#chatkit/protocol/widgets.ts';
import { en } from '../locales/en.ts';
import { PanelProvider } from '../view/panel-context.ts';
import type { FieldValues } from '../widgets/widget-context.ts';
import { WidgetFrame } from '../widgets/widget-frame.tsx';
import { actionsWith } from './actions.ts';

export type Asked = { action: ActionConfig; values: FieldValues };

export type WidgetScene = {
  root: ShadowRoot;
  asked: Asked[];
  /** Name and type of what could not be drawn. */
  logged: [string, unknown][];
  /** Sends the widget again, or changes what is around it. */
  show(widget: unknown, change?: { responding?: boolean; isNew?: boolean; imageHosts?: string[] }): void;
  find<Found extends Element = HTMLElement>(selector: string): Found;
  all(selector: string): HTMLElement[];
  button(name: string): HTMLButtonElement;
};

/** @param answer What comes of an action. */
export function widgetScene(widget: unknown, answer: (asked: Asked) => Promise<void> = async () => {}) {
  const host = document.createElement('div');
  document.body.append(host);
  const root = host.attachShadow({ mode: 'open' });
  const asked: Asked[] = [];
  const logged: [string, unknown][] = [];
  const actions = actionsWith({ log: (name, { type }) => logged.push([name, type]) });
  const dispatch = (action: ActionConfig, values: FieldValues) => {
    asked.push({ action, values });
    return answer({ action, values });
  };
  const scene: WidgetScene = {
    root,
    asked,
    logged,
    show(next, { responding = false, isNew = false, imageHosts = [] } = {}) {
      const options = { api: { url: '/', domainKey: '' } };
      const panel = {
        texts: en,
        language: 'en',
        options,
        actions,
        maxLength: null,
        headingLevel: 3,
        imageHosts,
      };
      void act(() =>
        render(
          <PanelProvider value={panel}>
            <WidgetFrame
              root={next}
              dispatch={dispatch}
              responding={responding}
              isNew={isNew}
              fallback={<p>the fallback</p>}
            />
          </PanelProvider>,
          root,
        ),
      );
    },
    find<Found extends Element>(selector: string): Found {
      const found = root.querySelector<Found>(selector);
      if (!found) throw new Error(`Nothing matches ${selector} in ${root.innerHTML}`);
      return found;
    },
    all: (selector) => [...root.querySelectorAll<HTMLElement>(selector)],
    button(name) {
      const found = [...root.querySelectorAll('button')].find(
        (button) => (button.getAttribute('aria-label') ?? button.textContent) === name,
      );
      if (!found) throw new Error(`No button is called ${name}`);
      return found;
    },
  };
  scene.show(widget);
  return scene;
}
