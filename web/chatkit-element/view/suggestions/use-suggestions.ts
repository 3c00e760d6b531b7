import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { fill } from '../../locales/en.ts';
import type { Draft } from '../../state/chat-state.ts';
import { type Panel, usePanel } from '../panel-context.ts';
import { type Entry, hasEntities } from './entries.ts';
import { ownCommands } from './own-commands.ts';
import { askHost } from './search.ts';
import { fits, isSentence, type Kind } from './trigger.ts';
import { useSearch } from './use-search.ts';
import { type Taking, useTake } from './use-take.ts';
import { useTrigger } from './use-trigger.ts';
import { beginMention } from './write-text.ts';

export type Suggestions = Taking & {
  /** Null while nothing is looked for. */
  kind: Kind | null;
  query: string;
  entries: readonly Entry[];
  /** Index of the entry that Enter takes. */
  active: number;
  loading: boolean;
  searchFailed: boolean;
  searchAgain(): void;
  activate(index: number): void;
  dismiss(): void;
  /** What is drawn is what is looked for at this moment. */
  isCurrent(): boolean;
};

/** What is offered for what stands before the caret. */
export function useSuggestions(
  input: RefObject<HTMLTextAreaElement | null>,
  draft: Draft,
  chooseFiles: () => void,
): Suggestions {
  const panel = usePanel();
  const triggered = useTrigger(input, draft, kindsOf(panel));
  const taking = useTake(input, triggered);
  const { trigger, dismiss } = triggered;
  const level = taking.levels.at(-1);
  const session = trigger && `${trigger.kind} ${trigger.start} ${taking.levels.length}`;
  const query = trigger?.query ?? '';
  const found = useSearch(session, query, async (text) => {
    if (level) return { entries: level.entries.filter(({ title }) => fits(title, text)), failed: false };
    const mention = () => input.current && beginMention(input.current);
    const own = trigger?.kind === 'command' ? ownCommands(panel, { chooseFiles, mention }) : [];
    return askHost(panel, trigger?.kind ?? 'entity', text, own);
  });
  const isOpenEnd = trigger !== null && isSentence(trigger);
  const fitting = found.loading ? [] : found.entries.filter(({ title }) => fits(title, query));
  const entries = isOpenEnd ? fitting : found.entries;
  const isShown = trigger !== null && (!isOpenEnd || entries.length > 0);

  // What was active in another answer is not in this one.
  const [chosen, setChosen] = useState({ of: found.entries, index: 0 });
  const active = chosen.of === found.entries ? chosen.index : 0;
  const settled = isShown && !found.loading;
  const { announce } = panel.actions;
  const { texts } = panel;
  useEffect(() => {
    if (!settled) return;
    const n = entries.length;
    announce(n === 0 ? texts.no_suggestions : fill(texts.suggestions_found, { n }));
  }, [settled, entries.length, announce, texts]);

  return {
    ...taking,
    kind: isShown ? trigger.kind : null,
    query,
    entries,
    active: Math.min(active, entries.length - 1),
    loading: found.loading,
    searchFailed: found.failed,
    searchAgain: found.again,
    activate: (index) => setChosen({ of: found.entries, index }),
    dismiss,
    isCurrent: () => trigger !== null && triggered.read()?.start === trigger.start,
  };
}

function kindsOf({ options }: Panel): Kind[] {
  const kinds: Kind[] = hasEntities(options) ? ['entity'] : [];
  return options.commands?.enabled ? [...kinds, 'command'] : kinds;
}
