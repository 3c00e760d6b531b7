import { Pencil, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Task } from '#core/tasks/schema.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { TaskEditor } from './task-editor.tsx';
import { TaskMeta } from './task-meta.tsx';
import { TaskTimes } from './task-times.tsx';
import { useCompleteTask, useDeleteTask } from './use-tasks.ts';

type TaskRowProps = {
  task: Task;
  /** A change of this task failed. */
  onFailed: (error: unknown) => void;
  onDeleted: () => void;
};

export function TaskRow({ task, onFailed, onDeleted }: TaskRowProps) {
  const [mode, setMode] = useState<'view' | 'edit' | 'delete'>('view');
  const complete = useCompleteTask(task);
  // The box follows the finger at once; the list learns of it a moment later.
  const [wish, setWish] = useState<boolean | null>(null);
  const onCompleted = (completed: boolean) => {
    setWish(completed);
    complete.mutate(completed, { onError: onFailed, onSettled: () => setWish(null) });
  };
  const editButton = useRef<HTMLButtonElement>(null);
  const backToView = () => {
    setMode('view');
    requestAnimationFrame(() => editButton.current?.focus());
  };
  return (
    <li className="card flex items-start gap-3 p-4 sm:gap-4">
      {mode === 'edit' ? (
        <TaskEditor task={task} onClose={backToView} />
      ) : (
        <>
          <input
            type="checkbox"
            checked={wish ?? task.is_completed}
            onChange={(event) => onCompleted(event.target.checked)}
            aria-label={`Complete ${task.title}`}
            className="mt-0.5 size-5 shrink-0 cursor-pointer rounded accent-indigo-600 dark:accent-indigo-500"
          />
          <TaskText task={task} />
          {mode === 'view' ? (
            <div className="-my-2 -mr-2 flex shrink-0">
              <IconButton ref={editButton} label={`Edit ${task.title}`} onClick={() => setMode('edit')}>
                <Pencil aria-hidden="true" className="size-4" />
              </IconButton>
              <IconButton label={`Delete ${task.title}`} onClick={() => setMode('delete')}>
                <Trash2 aria-hidden="true" className="size-4" />
              </IconButton>
            </div>
          ) : (
            <DeleteQuestion task={task} onKeep={backToView} onDeleted={onDeleted} onFailed={onFailed} />
          )}
        </>
      )}
    </li>
  );
}

function TaskText({ task }: { task: Task }) {
  const done = task.is_completed;
  return (
    <div className="min-w-0 grow">
      <p dir="auto" className="break-words">
        <span className={`font-medium ${done ? 'text-gray-500 line-through dark:text-gray-400' : ''}`}>
          {task.title}
        </span>
        <bdi className="muted ms-2 text-xs tabular-nums" dir="ltr">
          #{task.number}
        </bdi>
      </p>
      {task.description && (
        <p dir="auto" className="muted mt-1 line-clamp-4 text-sm break-words whitespace-pre-line">
          {task.description}
        </p>
      )}
      <TaskMeta task={task} />
      <TaskTimes task={task} />
    </div>
  );
}

type DeleteQuestionProps = TaskRowProps & { onKeep: () => void };

function DeleteQuestion({ task, onKeep, onDeleted, onFailed }: DeleteQuestionProps) {
  const remove = useDeleteTask(task, onDeleted);
  const keepButton = useRef<HTMLButtonElement>(null);
  useEffect(() => keepButton.current?.focus(), []);
  const fail = (error: unknown) => {
    onKeep();
    onFailed(error);
  };
  const confirm = () => remove.mutate(undefined, { onError: fail });
  return (
    <fieldset
      className="flex shrink-0 flex-col gap-2 sm:flex-row"
      onKeyDown={(event) => event.key === 'Escape' && onKeep()}
    >
      <legend className="sr-only">Delete {task.title}?</legend>
      <span aria-hidden="true" className="muted self-center text-sm">
        Delete it?
      </span>
      <Button look="danger" busy={remove.isPending} onClick={confirm} className="px-3">
        Delete
      </Button>
      <Button ref={keepButton} look="secondary" disabled={remove.isPending} onClick={onKeep} className="px-3">
        Keep
      </Button>
    </fieldset>
  );
}
