import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Task } from '#core/tasks/schema.ts';
import { ApiError } from '../http.ts';
import { Button } from '../ui/button.tsx';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { DetailFields, TitleField } from './task-fields.tsx';
import { changeOf, useTaskDraft } from './use-task-draft.ts';
import { useChangeTask } from './use-tasks.ts';

/** Edits a task in its row; a failed save keeps the text. */
export function TaskEditor({ task, onClose }: { task: Task; onClose: () => void }) {
  const { draft, change, save, close } = useEdit(task, onClose);
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
      <TitleField ref={titleInput} draft={draft} readOnly={change.isPending} />
      <DetailFields draft={draft} readOnly={change.isPending} />
      <div className="flex gap-2">
        <Button type="submit" busy={change.isPending} disabled={!draft.complete}>
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
  const draft = useTaskDraft(task);
  const [start] = useState(task);
  const warned = change.error instanceof ApiError && change.error.code === 'conflict';
  const leave = () => {
    draft.drop();
    onClose();
  };
  const save = () => {
    if (change.isPending || !draft.complete) return;
    const version = warned ? task.version : start.version;
    change.mutate({ ...changeOf(draft.fields, start), version }, { onSuccess: leave });
  };
  const close = () => {
    if (!change.isPending) leave();
  };
  return { draft, change, save, close };
}
