// What every component of the panel may use, and nothing that changes while an answer streams.
import type { ChatKitOptions } from '@openai/chatkit';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Actions } from '../actions/actions.ts';
import type { Texts } from '../locales/en.ts';

export type Panel = {
  texts: Texts;
  /** The language of `texts`, for numbers and times. */
  language: string;
  options: ChatKitOptions;
  /** What the user can do. Failures are shown by the state, so nothing is returned. */
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
