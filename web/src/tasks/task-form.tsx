import { Plus } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { useCountdown } from '../ui/countdown.ts';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { DetailFields, TitleField } from './task-fields.tsx';
import { hasDetails, newTaskOf, type TaskDraft, useTaskDraft } from './use-task-draft.ts';
import { useAddTask } from './use-tasks.ts';

/** Adds a task. What was typed stays until the server has it. */
export function TaskForm() {
  const [detailed, setDetailed] = useState(false);
  const titleInput = useRef<HTMLInputElement>(null);
  const { add, draft, waiting, submit } = useNewTask(() => {
    setDetailed(false);
    titleInput.current?.focus();
  });
  return (
    <form onSubmit={(event) => void submit(event)} className="card space-y-3 p-4" aria-label="New task">
      {add.error && <ErrorBanner error={add.error} onDismiss={add.reset} />}
      <div className="grid gap-3 sm:grid-cols-[1fr_auto] sm:items-start">
        <TitleField ref={titleInput} draft={draft} readOnly={add.isPending} />
        <OptionalDetails
          draft={draft}
          readOnly={add.isPending}
          shown={detailed}
          onShow={() => setDetailed(true)}
        />
        <Button
          type="submit"
          busy={add.isPending}
          disabled={!draft.complete || waiting}
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
  const draft = useTaskDraft();
  const waiting = useCountdown(add.error) > 0;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (add.isPending || waiting || !draft.complete) return;
    const added = await add.mutateAsync(newTaskOf(draft.fields)).catch(() => null); // shown by `add.error`
    if (!added) return;
    draft.drop();
    onAdded();
  };
  return { add, draft, waiting, submit };
}

type OptionalDetailsProps = { draft: TaskDraft; readOnly: boolean; shown: boolean; onShow: () => void };

/** Out of the way until they are asked for. */
function OptionalDetails({ draft, readOnly, shown, onShow }: OptionalDetailsProps) {
  const input = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (shown) input.current?.focus();
  }, [shown]);
  if (shown || hasDetails(draft.fields)) {
    return (
      <div className="sm:col-span-2">
        <DetailFields ref={input} draft={draft} readOnly={readOnly} />
      </div>
    );
  }
  return (
    <button
      type="button"
      onClick={onShow}
      className="-my-1 min-h-8 justify-self-start rounded text-sm font-medium text-indigo-600 hover:text-indigo-500 sm:col-span-2 dark:text-indigo-400"
    >
      Add details
    </button>
  );
}
