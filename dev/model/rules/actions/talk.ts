// Answers that need no tool. They say openly what this model is.
import type { Topic } from '../intent.ts';

const ABILITIES =
  'I can add tasks, show them, mark them as done or reopen them, rename or describe them, and delete them. For example: "add buy milk", "what\'s left?", "mark task 3 as done".';

const ANSWERS: Record<Topic, string> = {
  greeting: `Hello! ${ABILITIES}`,
  help: `I am a small built-in model that follows rules, and your to-do list is all I know. ${ABILITIES}`,
  thanks: 'You are welcome!',
  unclear: 'What exactly should I do? Name a task and what should happen to it, or say "show my tasks".',
  off_topic: `That is outside of what I can do: I only look after your to-do list. ${ABILITIES}`,
  dates:
    'I cannot set dates, times or priorities. I can put them into the title or the description of a task instead.',
  undo: 'I cannot take back a change by myself. I can reopen, rename or add a task if you tell me which.',
  unknown: `I am only a small built-in model and did not understand that. ${ABILITIES}`,
};

export function talk(topic: Topic): string {
  return ANSWERS[topic];
}
