import { describe, expect, test } from 'vitest';
import { unbackedClaims } from './check-claims.ts';
import { claimsIn } from './claims.ts';
import type { StoredToolCall } from './context.ts';

const kinds = (text: string) => claimsIn(text).map(({ kind }) => kind);

test.each([
  ['Added **Buy milk** (#3).', ['added']],
  ["I've added **Buy milk** to your list.", ['added']],
  ['I’ve just added "Buy milk" for you!', ['added']],
  ['I have created a new task called **Call mom**.', ['added']],
  ['Sure, added it.', ['added']],
  ['Done! I deleted it.', ['deleted']],
  ['Done, I deleted it.', ['deleted']],
  ['Deleted **A** (#1) and **B** (#2).', ['deleted']],
  ['I removed the meeting task.', ['deleted']],
  ['The task has been deleted.', ['deleted']],
  ['**Pay bills** has been successfully removed from your list.', ['deleted']],
  ['All 3 tasks have been deleted.', ['deleted']],
  ['The task was deleted.', ['deleted']],
  ['**Old stuff** is now gone.', ['deleted']],
  ['Marked **Buy milk** (#3) as done.', ['completed']],
  ['I marked it as complete.', ['completed']],
  ["I've completed #4 for you.", ['completed']],
  ['**Buy milk** is now done.', ['completed']],
  ['Reopened **Buy milk** (#3).', ['completed']],
  ['Both were completed.', ['completed']],
  ['Renamed **A** to **B** (#1).', ['changed']],
  ['I have updated the description of **B**.', ['changed']],
  ['**A** is now called **B** (#1).', ['changed']],
  ['I changed the due date to tomorrow.', ['changed']],
  ['I added a description to **B**.', ['changed']],
  ['I removed the due date of **B**.', ['changed']],
  ['I set the priority to high.', ['changed']],
  ['Updated the description of **Call mom** (#2).', ['changed']],
  ['1. Added **A** (#1)\n2. Deleted **B** (#2)', ['added', 'deleted']],
  ["I've deleted it. Would you like to see the rest?", ['deleted']],
  ['I added it, so you can relax.', ['added']],
  ['✅ Deleted **A** (#1).', ['deleted']],
  ["I've gone ahead and deleted both tasks.", ['deleted']],
  ['Task added successfully.', ['added']],
  ['**Buy milk** (#3) deleted.', ['deleted']],
  ['All tasks deleted!', ['deleted']],
  ['Everything is deleted.', ['deleted']],
  ['All done, deleted the task.', ['deleted']],
])('%j claims %j', (text, claimed) => {
  expect(kinds(text)).toEqual(claimed);
});

describe('no claim is', () => {
  test.each([
    // denied
    'I did not delete anything.',
    "I haven't added it.",
    'I couldn’t delete **A**.',
    'Nothing was deleted.',
    'Nothing has been changed.',
    'No task was deleted.',
    'The task was not found, so it has not been deleted.',
    'I was unable to add the task.',
    'It failed to be deleted.',
    // asked
    'Have I deleted the right one?',
    'Should I have added it to your list?',
    'Was it deleted?',
    'Shall I delete these 3 tasks?',
    // offered and planned
    'I can add tasks, show them, mark them as done or reopen them, rename or describe them, and delete them.',
    'Would you like me to add it?',
    'I could have it deleted for you.',
    'I will delete it now.',
    "I'll add it.",
    'Let me know if you want it deleted.',
    'If you confirm, the tasks will be deleted.',
    'Once you have confirmed, they are deleted.',
    'Please confirm it in the card below; nothing is deleted before.',
    'The card waits for your answer before the tasks are deleted.',
    'When I have added it you can see it.',
    // of an earlier time, or somebody else's doing
    'I added it before.',
    'I already added **Buy milk** earlier.',
    'As I said, I deleted it.',
    'I deleted **A** in an earlier message.',
    'You completed 3 tasks this week.',
    'You have already finished **A**.',
    '**A** was added yesterday.',
    'It was created two days ago.',
    // lists and states
    'You have 2 completed tasks:',
    'Completed tasks:\n1. **A** (#1)\n2. **B** (#2)',
    '1. **Buy milk** (#3) – completed\n2. **Pay bills** (#2) – pending',
    '**A** is pending. It has no description.',
    '**A** is completed.',
    'Tasks completed: 3',
    '**A** (#1) completed',
    'It may be gone already.',
    'I could not find it; it may have been deleted already.',
    'To get rid of it, say that it is deleted.',
    'Your list is empty.',
    'You can say "I deleted it" to a friend.',
    'A task called **I deleted everything** is on it.',
    'On your list: **Added by mistake** (#4).',
    'Use `deleted it` with care.',
    'There is no change to take back in this chat.',
    'You are welcome!',
    'The newest task is **Deleted scenes** (#9).',
  ])('%j', (text) => {
    expect(kinds(text)).toEqual([]);
  });
});

const call = (tool: string, result: object, status: StoredToolCall['status'] = 'done'): StoredToolCall => ({
  tool,
  arguments: {},
  result,
  status,
});
const A = { task_id: 'a', number: 1, title: 'A' };

test.each<[string, StoredToolCall[], number]>([
  ['Deleted **A** (#1).', [call('delete_task', { ...A, status: 'deleted' })], 0],
  ['Deleted **A** (#1).', [], 1],
  ['Deleted **A** (#1).', [call('delete_task', { error: 'Task not found', code: 'not_found' }, 'failed')], 1],
  ['Deleted **A** (#1).', [call('delete_task', A, 'waiting')], 1],
  ['Deleted **B** (#2).', [call('delete_task', { ...A, status: 'deleted' })], 1],
  ['Deleted **a**.', [call('delete_task', { ...A, status: 'deleted' })], 0],
  ['I deleted it.', [call('add_task', { ...A, status: 'created' })], 1],
  ['I deleted it.', [call('update_task', { ...A, status: 'undone' })], 0],
  ['Undone: **A** is as before.', [call('update_task', { ...A, status: 'undone' })], 0],
  ['Renamed **Old** to **A** (#1).', [call('update_task', { ...A, status: 'updated' })], 0],
  ['Marked **A** as done.', [call('complete_task', { ...A, status: 'completed' })], 0],
  ['Added **B** (#2). Deleted **A** (#1).', [call('delete_task', { ...A, status: 'deleted' })], 1],
])('%j after %j has %i claims that nothing backs', (text, calls, unbacked) => {
  expect(unbackedClaims(text, calls)).toHaveLength(unbacked);
});
