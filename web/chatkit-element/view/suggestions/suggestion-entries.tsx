/** @jsxImportSource preact */
import { initialOf } from '../entities/initial.ts';
import { Icon } from '../icon.tsx';
import type { Entry } from './entries.ts';
import type { Suggestions } from './use-suggestions.ts';

type Props = { id: string; list: Suggestions };
type Group = { name: string; first: number; entries: Entry[] };

/** The entries by their groups, which stand together already. */
export function SuggestionEntries({ id, list }: Props) {
  const groups: Group[] = [];
  list.entries.forEach((entry, index) => {
    const name = entry.group ?? '';
    const last = groups.at(-1);
    if (last?.name === name) last.entries.push(entry);
    else groups.push({ name, first: index, entries: [entry] });
  });
  return (
    <>
      {groups.map(({ name, first, entries }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a list of options
        <div key={name} class="suggestions-group" role="group" aria-label={name || undefined}>
          {name ? (
            <p class="suggestions-title" aria-hidden="true">
              {name}
            </p>
          ) : null}
          {entries.map((entry, index) => (
            <Option key={entry.key} id={id} index={first + index} entry={entry} list={list} />
          ))}
        </div>
      ))}
    </>
  );
}

function Option({ id, index, entry, list }: Props & { index: number; entry: Entry }) {
  const { title, description, icon, choice } = entry;
  const isActive = index === list.active;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the text keeps the focus and names the active option
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the text
    <div
      id={`${id}-${index}`}
      class="suggestion"
      role="option"
      aria-selected={isActive}
      aria-busy={list.running === entry.key || undefined}
      onPointerMove={({ pointerType }) => {
        if (!isActive && pointerType === 'mouse') list.activate(index);
      }}
      onClick={() => list.take(entry)}
    >
      <span class="suggestion-icon" data-kind={choice.type} aria-hidden="true">
        {icon ? <Icon node={icon} /> : choice.type === 'entity' ? initialOf(title) : null}
      </span>
      <span class="suggestion-words">
        <span dir="auto">{title}</span>
        {description ? <small dir="auto">{description}</small> : null}
      </span>
      {list.running === entry.key ? <span class="spinner" aria-hidden="true" /> : null}
    </div>
  );
}
