/** @jsxImportSource preact */
import type { RefObject } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { composerIcons } from '../../icons/composer-icons.ts';
import { acceptAttribute } from '../../state/attachment-rules.ts';
import type { Draft } from '../../state/chat-state.ts';
import styles from '../../styles/suggestions.css?inline';
import { useStyles } from '../adopt-styles.ts';
import { Icon } from '../icon.tsx';
import { usePanel } from '../panel-context.ts';
import { SuggestionEntries } from './suggestion-entries.tsx';
import { useKeys } from './use-keys.ts';
import { useSuggestions } from './use-suggestions.ts';

type Props = { input: RefObject<HTMLTextAreaElement | null>; draft: Draft };

/**
 * The list above the text. The text keeps the focus and names the active entry. It stays a text field of several
 * lines: HTML lets a textarea have no other role, so how much was found is announced.
 */
export function SuggestionList({ input, draft }: Props) {
  const { texts, actions, options } = usePanel();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const list = useSuggestions(input, draft, () => files.current?.click());
  const { kind, entries, active, levels, loading } = list;
  useKeys(input, list);
  useStyles(files, styles);
  const activeId = kind !== null && active >= 0 ? `${id}-${active}` : null;
  useLinks(input, activeId && id, activeId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another entry is active
  useLayoutEffect(() => {
    box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' });
  }, [activeId]);
  const label = levels.at(-1)?.title ?? (kind === 'command' ? texts.commands : texts.mentions);
  const problem = list.failed ? texts.action_failed : list.searchFailed ? texts.search_failed : null;
  return (
    <>
      <input
        ref={files}
        type="file"
        hidden
        multiple
        accept={acceptAttribute(options.composer?.attachments?.accept)}
        onChange={({ currentTarget }) => {
          actions.attach([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
      {kind === null ? null : (
        // biome-ignore lint/a11y/noStaticElementInteractions: the text keeps the focus whatever is pressed here
        <div
          ref={box}
          class="suggestions"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
          tabIndex={0}
          onMouseDown={(event) => event.preventDefault()}
        >
          {levels.length > 0 ? (
            <button type="button" class="suggestions-back" tabIndex={-1} onClick={list.back}>
              <Icon node={composerIcons['arrow-left']} />
              {label}
            </button>
          ) : null}
          {entries.length > 0 ? (
            <div id={id} role="listbox" aria-label={label} aria-busy={loading || undefined}>
              <SuggestionEntries id={id} list={list} />
            </div>
          ) : null}
          {loading && entries.length === 0 ? <Waiting /> : null}
          {!loading && entries.length === 0 && problem === null ? (
            <p class="suggestions-note">{texts.no_suggestions}</p>
          ) : null}
          {problem === null ? null : (
            <p class="suggestions-note" role="alert">
              {problem}
              {list.searchFailed ? (
                <button type="button" class="button" tabIndex={-1} onClick={list.searchAgain}>
                  {texts.try_again}
                </button>
              ) : null}
            </p>
          )}
        </div>
      )}
    </>
  );
}

function Waiting() {
  return (
    <div class="suggestions-waiting" aria-hidden="true">
      <span />
      <span />
      <span />
    </div>
  );
}

/** Tells a screen reader which list belongs to the text, and which entry is active. */
function useLinks(input: Props['input'], listId: string | null, activeId: string | null): void {
  useEffect(() => {
    const area = input.current;
    area?.setAttribute('aria-autocomplete', 'list');
    return () => area?.removeAttribute('aria-autocomplete');
  }, [input]);
  useLayoutEffect(() => {
    const area = input.current;
    const links = { 'aria-controls': listId, 'aria-activedescendant': activeId };
    for (const [name, value] of Object.entries(links)) if (value) area?.setAttribute(name, value);
    return () => {
      for (const name of Object.keys(links)) area?.removeAttribute(name);
    };
  }, [input, listId, activeId]);
}
