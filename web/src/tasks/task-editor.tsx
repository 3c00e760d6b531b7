import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { TEXT } from '#core/limits.ts';
import type { Task } from '#core/tasks/schema.ts';
import { useDraft } from '../drafts.ts';
import { ApiError } from '../http.ts';
import { Button } from '../ui/button.tsx';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { LengthNote, overLimit } from './length-note.tsx';
import { useChangeTask } from './use-tasks.ts';

/**
 * Edits a task in its row. A failed save keeps the text. A task that changed meanwhile, by chat or in
 * another tab, is refused once and said so; saving again then overwrites it.
 */
export function TaskEditor({ task, onClose }: { task: Task; onClose: () => void }) {
  const change = useChangeTask(task);
  const [title, setTitle, dropTitle] = useDraft(`${task.id} title`, task.title);
  const [description, setDescription, dropDescription] = useDraft(
    `${task.id} description`,
    task.description ?? '',
  );
  const [startVersion] = useState(task.version);
  const warned = change.error instanceof ApiError && change.error.code === 'conflict';
  const titleInput = useRef<HTMLInputElement>(null);
  useEffect(() => titleInput.current?.focus(), []);
  const sendable =
    title.trim() !== '' && !overLimit(title, TEXT.titleMax) && !overLimit(description, TEXT.descriptionMax);

  const close = () => {
    dropTitle();
    dropDescription();
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (change.isPending || !sendable) return;
    const text = description.trim() === '' ? null : description;
    const version = warned ? task.version : startVersion;
    change.mutate({ title, description: text, version }, { onSuccess: close });
  };
  const cancelOnEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !change.isPending) close();
  };

  return (
    <form
      onSubmit={submit}
      onKeyDown={cancelOnEscape}
      aria-label={`Edit ${task.title}`}
      className="w-full min-w-0 space-y-3"
    >
      {change.error && <ErrorBanner error={change.error} onDismiss={change.reset} />}
      <input
        ref={titleInput}
        aria-label="Task title"
        dir="auto"
        autoComplete="off"
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        className="field font-medium"
      />
      <LengthNote text={title} max={TEXT.titleMax} />
      <textarea
        aria-label="Description (optional)"
        placeholder="Description (optional)"
        dir="auto"
        rows={3}
        value={description}
        onChange={(event) => setDescription(event.target.value)}
        className="field field-sizing-content max-h-80"
      />
      <LengthNote text={description} max={TEXT.descriptionMax} />
      <div className="flex gap-2">
        <Button type="submit" busy={change.isPending} disabled={!sendable}>
          Save
        </Button>
        <Button look="secondary" onClick={close} disabled={change.isPending}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
