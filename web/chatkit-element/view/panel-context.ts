// What every component of the panel may use, and nothing that changes while an answer streams.
import type { ChatKitOptions } from '@openai/chatkit';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Texts } from '../locales/en.ts';

/** What the user can do. The element carries it out; failures are shown by the state, so none is returned. */
export type Actions = {
  send(text: string): void;
  sendPrompt(index: number): void;
  stop(): void;
  newChat(): void;
  retry(rowKey: string): void;
  reload(): void;
  loadOlder(): void;
  dismiss(rowKey: string): void;
  setDraft(text: string): void;
  announce(text: string): void;
  openDeeplink(link: { name: string; data: Record<string, string> }): void;
};

export type Panel = {
  texts: Texts;
  options: ChatKitOptions;
  actions: Actions;
  /** Code points of a message; null without a limit. */
  maxLength: number | null;
  headingLevel: number;
  imageHosts: readonly string[];
};

const PanelContext = createContext<Panel | null>(null);
export const PanelProvider = PanelContext.Provider;

export function usePanel(): Panel {
  const panel = useContext(PanelContext);
  if (!panel) throw new Error('A component of the panel was drawn outside it');
  return panel;
}
