import { X } from 'lucide-react';
import { type KeyboardEvent, useId, useRef } from 'react';
import { ROWS, TEXT } from '#core/limits.ts';
import { readTagText, tagsOf, tagText, withTyping } from './tag-text.ts';
import type { FieldProps } from './task-fields.tsx';
import { tagsFit } from './use-task-draft.ts';

/** Tags as chips; a comma or Enter completes one. */
export function TagsField({ draft, readOnly }: FieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { tags } = draft.fields;
  const { chips, typing } = readTagText(tags);
  const set = (text: string) => draft.set('tags', text);
  const finish = () => set(withTyping(chips, `${typing},`));
  const remove = (index: number) => {
    set(tagText(chips.toSpliced(index, 1)) + typing);
    input.current?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && typing.trim() !== '') {
      event.preventDefault();
      finish();
    } else if (event.key === 'Backspace' && typing === '' && chips.length > 0) remove(chips.length - 1);
  };
  return (
    <div>
      <label htmlFor={id} className="block text-sm font-medium">
        Tags
      </label>
      <div className="field mt-1.5 flex flex-wrap gap-1.5 p-1.5 has-[input:focus]:border-indigo-600 has-[input:focus]:outline-2 has-[input:focus]:-outline-offset-1 has-[input:focus]:outline-indigo-600 dark:has-[input:focus]:border-indigo-400 dark:has-[input:focus]:outline-indigo-400">
        {chips.map((tag, index) => (
          <Chip key={tag} tag={tag} readOnly={readOnly === true} onRemove={() => remove(index)} />
        ))}
        <input
          ref={input}
          id={id}
          dir="auto"
          autoComplete="off"
          autoCapitalize="none"
          enterKeyHint="done"
          placeholder={chips.length === 0 ? 'home, errands' : ''}
          aria-describedby={`${id}-hint`}
          value={typing}
          readOnly={readOnly}
          onChange={(event) => set(withTyping(chips, event.target.value))}
          onKeyDown={onKey}
          className="min-h-7 min-w-24 grow bg-transparent px-1.5 outline-none placeholder:text-gray-500 dark:placeholder:text-gray-400"
        />
      </div>
      <TagsNote id={`${id}-hint`} tags={tagsOf(tags)} />
    </div>
  );
}

type ChipProps = { tag: string; readOnly: boolean; onRemove: () => void };

function Chip({ tag, readOnly, onRemove }: ChipProps) {
  return (
    <span className="inline-flex min-h-7 min-w-0 items-center rounded bg-indigo-50 pl-2 text-sm text-indigo-900 dark:bg-indigo-500/15 dark:text-indigo-100">
      <bdi className="min-w-0 break-words">{tag}</bdi>
      <button
        type="button"
        aria-label={`Remove tag ${tag}`}
        disabled={readOnly}
        onClick={onRemove}
        className="inline-flex size-7 items-center justify-center rounded hover:bg-black/5 dark:hover:bg-white/10"
      >
        <X aria-hidden="true" className="size-3.5" />
      </button>
    </span>
  );
}

function TagsNote({ id, tags }: { id: string; tags: string[] }) {
  const fits = tagsFit(tags);
  return (
    <p
      id={id}
      role={fits ? undefined : 'alert'}
      className={`mt-1.5 text-sm ${fits ? 'muted' : 'text-red-700 dark:text-red-400'}`}
    >
      {fits
        ? 'A comma ends a tag.'
        : `At most ${ROWS.tagsPerTask} tags, each with at most ${TEXT.tagMax} characters`}
    </p>
  );
}
