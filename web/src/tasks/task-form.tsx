import { Plus } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { useCountdown } from '../ui/countdown.ts';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { DescriptionField, TitleField } from './task-fields.tsx';
import { type TaskText, useTaskText } from './use-task-text.ts';
import { useAddTask } from './use-tasks.ts';

/** Adds a task. What was typed stays until the server has it. */
export function TaskForm() {
  const [detailed, setDetailed] = useState(false);
  const titleInput = useRef<HTMLInputElement>(null);
  const { add, text, waiting, submit } = useNewTask(() => {
    setDetailed(false);
    titleInput.current?.focus();
  });
  return (
    <form onSubmit={(event) => void submit(event)} className="card space-y-3 p-4" aria-label="New task">
      {add.error && <ErrorBanner error={add.error} onDismiss={add.reset} />}
      <div className="grid gap-3 sm:grid-cols-[1fr_auto] sm:items-start">
        <TitleField ref={titleInput} text={text} readOnly={add.isPending} />
        <OptionalDescription
          text={text}
          readOnly={add.isPending}
          shown={detailed}
          onShow={() => setDetailed(true)}
        />
        <Button
          type="submit"
          busy={add.isPending}
          disabled={!text.complete || waiting}
          className="min-h-10.5 sm:col-start-2 sm:row-start-1"
        >
          {!add.isPending && <Plus aria-hidden="true" className="size-4" />}
          Add task
        </Button>
      </div>
    </form>
  );
}

function useNewTask(onAdded: () => void) {
  const add = useAddTask();
  const text = useTaskText('new', { title: '', description: '' });
  const waiting = useCountdown(add.error) > 0;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (add.isPending || waiting || !text.complete) return;
    const { title, description } = text;
    const task = { title, ...(description.trim() ? { description } : {}) };
    const added = await add.mutateAsync(task).catch(() => null); // shown by `add.error`
    if (!added) return;
    text.drop();
    onAdded();
  };
  return { add, text, waiting, submit };
}

type OptionalDescriptionProps = { text: TaskText; readOnly: boolean; shown: boolean; onShow: () => void };

/** Out of the way until it is asked for. */
function OptionalDescription({ text, readOnly, shown, onShow }: OptionalDescriptionProps) {
  const input = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (shown) input.current?.focus();
  }, [shown]);
  if (shown || text.description !== '') {
    return (
      <div className="sm:col-span-2">
        <DescriptionField ref={input} text={text} readOnly={readOnly} />
      </div>
    );
  }
  return (
    <button
      type="button"
      onClick={onShow}
      className="-my-1 min-h-8 justify-self-start rounded text-sm font-medium text-indigo-600 hover:text-indigo-500 sm:col-span-2 dark:text-indigo-400"
    >
      Add a description
    </button>
  );
}
