// What a sentence asks for, before anything is known about the tasks.

export type Status = 'all' | 'pending' | 'completed';

/** How a sentence points at tasks. */
export type Reference =
  /** `exact`: "task 3", "#3". Otherwise "3" or "number 3", which may also be a place in the last list. */
  | { by: 'number'; numbers: number[]; exact: boolean }
  /** A place in the last list; -1 is the last. */
  | { by: 'position'; index: number }
  /** "it", "that"; or "them", "those". */
  | { by: 'focus'; plural: boolean }
  | { by: 'last_added' }
  | { by: 'all'; status: Status; about: string | null }
  | { by: 'words'; text: string }
  | { by: 'several'; parts: Reference[] }
  /** "a task", or no object at all. */
  | { by: 'nothing' };

export type NewTask = { title: string; description: string | null };

/** `owner` is somebody else's name when the sentence speaks of another person's list. */
export type Intent =
  | { do: 'add'; tasks: NewTask[]; owner: string | null }
  | { do: 'list'; status: Status; about: string | null; count: boolean; owner: string | null }
  | { do: 'show'; which: Reference }
  | { do: 'complete'; which: Reference; done: boolean; owner: string | null }
  | { do: 'delete'; which: Reference; owner: string | null }
  | { do: 'rename'; which: Reference; title: string | null }
  | { do: 'describe'; which: Reference; text: string | null }
  | { do: 'yes' }
  | { do: 'no' }
  /** Nothing but a reference, as an answer to "which one?". */
  | { do: 'choose'; which: Reference }
  | { do: 'talk'; topic: Topic };

export type Topic = 'greeting' | 'help' | 'thanks' | 'unclear' | 'off_topic' | 'dates' | 'undo' | 'unknown';
