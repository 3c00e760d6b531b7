import type { ChatKitOptions } from '@openai/chatkit';
import type { Actions } from './actions/actions.ts';
import type { Texts } from './locales/en.ts';
import type { Panel } from './view/panel-context.ts';

const NO_HOSTS: readonly string[] = [];
const HEADING_DEFAULT = 3;

type Parts = {
  texts: Texts;
  language: string;
  options: ChatKitOptions;
  actions: Actions;
  imageHosts: readonly string[] | undefined;
};

/**
 * What the components share, with the attributes of the element. Answers `before` when nothing differs,
 * because every component that reads it is drawn again when it changes.
 */
export function panelOf(host: HTMLElement, parts: Parts, before: Panel | undefined): Panel {
  const heading = positive(host.getAttribute('heading-level')) ?? HEADING_DEFAULT;
  const panel: Panel = {
    texts: parts.texts,
    language: parts.language,
    options: parts.options,
    actions: parts.actions,
    imageHosts: parts.imageHosts ?? NO_HOSTS,
    maxLength: positive(host.getAttribute('max-length')),
    headingLevel: Math.min(6, Math.max(2, heading)),
  };
  const isSame =
    before && Object.entries(panel).every(([key, value]) => before[key as keyof Panel] === value);
  return isSame ? before : panel;
}

function positive(attribute: string | null): number | null {
  const value = Number(attribute);
  return Number.isInteger(value) && value > 0 ? value : null;
}
