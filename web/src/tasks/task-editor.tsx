import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Task } from '#core/tasks/schema.ts';
import { ApiError } from '../http.ts';
import { Button } from '../ui/button.tsx';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { DescriptionField, TitleField } from './task-fields.tsx';
import { useTaskText } from './use-task-text.ts';
import { useChangeTask } from './use-tasks.ts';

/** Edits a task in its row; a failed save keeps the text. */
export function TaskEditor({ task, onClose }: { task: Task; onClose: () => void }) {
  const { text, change, save, close } = useEdit(task, onClose);
  const titleInput = useRef<HTMLInputElement>(null);
  useEffect(() => titleInput.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save();
  };
  const cancelOnEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
  };
  return (
    <form
      onSubmit={submit}
      onKeyDown={cancelOnEscape}
      aria-label={`Edit ${task.title}`}
      className="w-full min-w-0 space-y-3"
    >
      {change.error && <ErrorBanner error={change.error} onDismiss={change.reset} />}
      <TitleField ref={titleInput} text={text} readOnly={change.isPending} />
      <DescriptionField text={text} readOnly={change.isPending} />
      <div className="flex gap-2">
        <Button type="submit" busy={change.isPending} disabled={!text.complete}>
          Save
        </Button>
        <Button look="secondary" onClick={close} disabled={change.isPending}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

/**
 * A task that changed since the editing began, by chat or in another tab, is refused once and said so;
 * saving again then overwrites it.
 */
function useEdit(task: Task, onClose: () => void) {
  const change = useChangeTask(task);
  const text = useTaskText(task.id, { title: task.title, description: task.description ?? '' });
  const [startVersion] = useState(task.version);
  const warned = change.error instanceof ApiError && change.error.code === 'conflict';
  const leave = () => {
    text.drop();
    onClose();
  };
  const save = () => {
    if (change.isPending || !text.complete) return;
    const description = text.description.trim() === '' ? null : text.description;
    const version = warned ? task.version : startVersion;
    change.mutate({ title: text.title, description, version }, { onSuccess: leave });
  };
  const close = () => {
    if (!change.isPending) leave();
  };
  return { text, change, save, close };
}
