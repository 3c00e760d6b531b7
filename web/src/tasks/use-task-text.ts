import { TEXT } from '#core/limits.ts';
import { useDraft } from '../drafts.ts';
import { overLimit } from './length-note.tsx';

export type TaskText = ReturnType<typeof useTaskText>;

/** Title and description as they are being typed, kept as drafts under `name` until `drop`ped. */
export function useTaskText(name: string, initial: { title: string; description: string }) {
  const [title, setTitle, dropTitle] = useDraft(`${name} title`, initial.title);
  const [description, setDescription, dropDescription] = useDraft(`${name} description`, initial.description);
  const fits = !overLimit(title, TEXT.titleMax) && !overLimit(description, TEXT.descriptionMax);
  return {
    title,
    description,
    setTitle,
    setDescription,
    /** The server would take it. */
    complete: title.trim() !== '' && fits,
    drop: () => {
      dropTitle();
      dropDescription();
    },
  };
}
