import type { Ref } from 'react';
import { TEXT } from '#core/limits.ts';
import { LengthNote } from './length-note.tsx';
import type { TaskText } from './use-task-text.ts';

type FieldProps = { text: TaskText; readOnly?: boolean };

export function TitleField({ text, readOnly, ref }: FieldProps & { ref?: Ref<HTMLInputElement> }) {
  return (
    <div className="min-w-0 grow space-y-1.5">
      <input
        ref={ref}
        aria-label="Task title"
        placeholder="What needs to be done?"
        dir="auto"
        autoComplete="off"
        value={text.title}
        readOnly={readOnly}
        onChange={(event) => text.setTitle(event.target.value)}
        className="field"
      />
      <LengthNote text={text.title} max={TEXT.titleMax} />
    </div>
  );
}

export function DescriptionField({ text, readOnly, ref }: FieldProps & { ref?: Ref<HTMLTextAreaElement> }) {
  return (
    <div className="space-y-1.5">
      <textarea
        ref={ref}
        aria-label="Description (optional)"
        placeholder="Description (optional)"
        dir="auto"
        rows={3}
        value={text.description}
        readOnly={readOnly}
        onChange={(event) => text.setDescription(event.target.value)}
        className="field max-h-80 min-h-20 field-sizing-content"
      />
      <LengthNote text={text.description} max={TEXT.descriptionMax} />
    </div>
  );
}
