import { type Ref, useId } from 'react';
import { TEXT } from '#core/limits.ts';
import { DueField } from './due-field.tsx';
import { LengthNote } from './length-note.tsx';
import { PRIORITY_NAMES } from './priorities.ts';
import { TagsField } from './tags-field.tsx';
import type { TaskDraft } from './use-task-draft.ts';

export type FieldProps = { draft: TaskDraft; readOnly?: boolean };

export function TitleField({ draft, readOnly, ref }: FieldProps & { ref?: Ref<HTMLInputElement> }) {
  const { title } = draft.fields;
  return (
    <div className="min-w-0 grow space-y-1.5">
      <input
        ref={ref}
        aria-label="Task title"
        placeholder="What needs to be done?"
        dir="auto"
        autoComplete="off"
        value={title}
        readOnly={readOnly}
        onChange={(event) => draft.set('title', event.target.value)}
        className="field"
      />
      <LengthNote text={title} max={TEXT.titleMax} />
    </div>
  );
}

/** Everything but the title. */
export function DetailFields({ draft, readOnly, ref }: FieldProps & { ref?: Ref<HTMLTextAreaElement> }) {
  return (
    <div className="space-y-3">
      <DescriptionField ref={ref} draft={draft} readOnly={readOnly === true} />
      <div className="grid gap-3 sm:grid-cols-[auto_1fr]">
        <DueField draft={draft} readOnly={readOnly === true} />
        <PriorityField draft={draft} readOnly={readOnly === true} />
      </div>
      <TagsField draft={draft} readOnly={readOnly === true} />
    </div>
  );
}

function DescriptionField({
  draft,
  readOnly,
  ref,
}: FieldProps & { ref?: Ref<HTMLTextAreaElement> | undefined }) {
  const { description } = draft.fields;
  return (
    <div className="space-y-1.5">
      <textarea
        ref={ref}
        aria-label="Description (optional)"
        placeholder="Description (optional)"
        dir="auto"
        rows={3}
        value={description}
        readOnly={readOnly}
        onChange={(event) => draft.set('description', event.target.value)}
        className="field max-h-80 min-h-20 field-sizing-content"
      />
      <LengthNote text={description} max={TEXT.descriptionMax} />
    </div>
  );
}

function PriorityField({ draft, readOnly }: FieldProps) {
  const id = useId();
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="block text-sm font-medium">
        Priority
      </label>
      <select
        id={id}
        value={draft.fields.priority}
        disabled={readOnly}
        onChange={(event) => draft.set('priority', event.target.value)}
        className="field mt-1.5 min-h-10.5"
      >
        {Object.entries(PRIORITY_NAMES).map(([priority, name]) => (
          <option key={priority} value={priority}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
