import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { onTestFinished, vi } from 'vitest';
import { ApiContext, createApi } from '../api.ts';
import { Drafts, DraftsContext } from '../drafts.ts';
import { createHttp } from '../http.ts';
import { createQueryClient } from '../query-client.ts';
import { SessionContext } from '../session/session-context.ts';
import { Toasts, ToastsContext } from '../toasts/toasts.ts';
import { type FakeApi, tokenAnswer } from './fake-api.ts';
import { FakeBrowser } from './fake-browser.ts';

type Page = { api: FakeApi; drafts?: Drafts; signedIn?: boolean; path?: string };

/** Renders a page as main.tsx would, over a fake API; undone when the test is over. */
export async function render(page: ReactNode, { api, drafts, signedIn, path = '/' }: Page) {
  history.replaceState(null, '', path);
  const session = new FakeBrowser().openTab(api);
  if (signedIn) {
    api.on('POST /api/auth/login', () => tokenAnswer('token'));
    await session.signIn({ email: 'ada@example.com', password: 'correct horse battery' });
  } else {
    await session.start({ quiet: true });
  }
  const container = document.body.appendChild(document.createElement('div'));
  const root = createRoot(container);
  const leave = () => {
    root.unmount();
    container.remove();
  };
  onTestFinished(leave);
  root.render(
    <SessionContext value={session}>
      <ApiContext value={createApi(createHttp(api.fetch, ''), session)}>
        <DraftsContext value={drafts ?? new Drafts()}>
          <ToastsContext value={new Toasts()}>
            <QueryClientProvider client={createQueryClient()}>{page}</QueryClientProvider>
          </ToastsContext>
        </DraftsContext>
      </ApiContext>
    </SessionContext>,
  );
  return { session, leave };
}

/** The element that a selector names, once it is there. */
export function find<T extends HTMLElement>(selector: string): Promise<T> {
  return vi.waitFor(() => {
    const found = document.querySelector<T>(selector);
    if (!found) throw new Error(`Nothing matches ${selector} in ${document.body.textContent}`);
    return found;
  });
}

/** Types as a user would: React hears of it. */
export function type(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  const prototype =
    field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
