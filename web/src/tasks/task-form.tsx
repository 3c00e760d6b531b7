import { Plus } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { TEXT } from '#core/limits.ts';
import { useDraft } from '../drafts.ts';
import { Button } from '../ui/button.tsx';
import { useCountdown } from '../ui/countdown.ts';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { LengthNote, overLimit } from './length-note.tsx';
import { useAddTask } from './use-tasks.ts';

/** Adds a task. What was typed stays until the server has it. */
export function TaskForm({ onAdded }: { onAdded: (title: string) => void }) {
  const add = useAddTask();
  const [title, setTitle, dropTitle] = useDraft('new-task-title');
  const [description, setDescription, dropDescription] = useDraft('new-task-description');
  const [detailed, setDetailed] = useState(description !== '');
  const titleInput = useRef<HTMLInputElement>(null);
  const intent = useIntent(`${title}\n${description}`);
  const waiting = useCountdown(add.error) > 0;
  const sendable =
    title.trim() !== '' && !overLimit(title, TEXT.titleMax) && !overLimit(description, TEXT.descriptionMax);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (add.isPending || waiting || !sendable) return;
    const task = { title, ...(description.trim() ? { description } : {}) };
    const added = await add.mutateAsync({ task, idempotencyKey: intent }).catch(() => null); // shown below
    if (!added) return;
    dropTitle();
    dropDescription();
    setDetailed(false);
    titleInput.current?.focus();
    onAdded(added.title);
  };

  return (
    <form onSubmit={(event) => void submit(event)} className="card space-y-3 p-4" aria-label="New task">
      {add.error && <ErrorBanner error={add.error} onDismiss={add.reset} />}
      <div className="flex flex-col gap-3 sm:flex-row">
        <input
          ref={titleInput}
          aria-label="Task title"
          placeholder="What needs to be done?"
          dir="auto"
          autoComplete="off"
          value={title}
          readOnly={add.isPending}
          onChange={(event) => setTitle(event.target.value)}
          className="field grow"
        />
        <Button type="submit" busy={add.isPending} disabled={!sendable || waiting}>
          {!add.isPending && <Plus aria-hidden="true" className="size-4" />}
          Add task
        </Button>
      </div>
      <LengthNote text={title} max={TEXT.titleMax} />
      {detailed ? (
        <>
          <textarea
            aria-label="Description (optional)"
            placeholder="Description (optional)"
            dir="auto"
            rows={3}
            value={description}
            readOnly={add.isPending}
            onChange={(event) => setDescription(event.target.value)}
            className="field field-sizing-content max-h-80"
          />
          <LengthNote text={description} max={TEXT.descriptionMax} />
        </>
      ) : (
        <button
          type="button"
          onClick={() => setDetailed(true)}
          className="-mx-1 min-h-8 rounded px-1 text-sm font-medium text-indigo-600 hover:text-indigo-500 dark:text-indigo-400"
        >
          Add a description
        </button>
      )}
    </form>
  );
}

/** A key for the user's intent: the same while the same text is tried again, new with every change. */
function useIntent(text: string): string {
  const intent = useRef({ text, key: crypto.randomUUID() });
  if (intent.current.text !== text) intent.current = { text, key: crypto.randomUUID() };
  return intent.current.key;
}
