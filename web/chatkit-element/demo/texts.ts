import type { ThreadItem } from '#chatkit/protocol/items.ts';
import { assistantMessage, toolTask, userMessage, workflow } from '../testing/events.ts';

export const ANSWER =
  'Done: I added **Buy milk** to your list. You now have 3 pending tasks. Shall I set a due date?';

export const LONG_ANSWER = `Here is what is left, **most urgent first**:

1. **Pay bills** – due *tomorrow*
2. Buy milk
3. Call mom, [her number is here](tel:+441234567)
   - after six
   - not on Sunday

## What I can format

> A quote, with \`inline code\` and ~~what no longer holds~~.

\`\`\`json
{ "title": "Buy milk", "status": "pending", "tags": ["shop", "today"] }
\`\`\`

| # | Task | Status |
|---|:-----|-------:|
| 1 | Pay bills | pending |
| 2 | Buy milk | done |

- [x] a finished item
- [ ] an open one

---

Raw HTML such as <b>this</b> stays text, and so does <img src=x onerror=alert(1)>.
A picture from elsewhere is a link: ![chart](https://example.com/chart.png).
See https://example.com/?a=1&b=2 or [a page](https://example.com).`;

const listed = {
  tool: 'list_tasks',
  args: { status: 'all' },
  result: {
    tasks: [
      { id: 1, title: 'Pay bills' },
      { id: 2, title: 'Buy groceries' },
      { id: 3, title: 'Call mom' },
    ],
  },
};

export const conversation: ThreadItem[] = [
  userMessage('m1', 'Show me my tasks'),
  workflow('w1', [toolTask('List tasks', listed)]),
  assistantMessage('a1', 'You have three tasks:\n\n1. Pay bills\n2. Buy groceries\n3. Call mom'),
  userMessage(
    'm2',
    'Mark the first one as done and delete the meeting task. Then add "Call the plumber" for tomorrow at nine.',
  ),
  workflow('w2', [
    toolTask('Complete task', {
      tool: 'complete_task',
      args: { task: '1' },
      result: { id: 1, status: 'completed' },
    }),
    {
      ...toolTask('Delete task failed', {
        tool: 'delete_task',
        args: { task: 'meeting' },
        result: { error: 'Task not found' },
      }),
      icon: 'lucide:circle-alert',
    },
    toolTask('Add task', {
      tool: 'add_task',
      args: { title: 'Call the plumber' },
      result: { id: 4, title: 'Call the plumber' },
    }),
  ]),
  assistantMessage(
    'a2',
    '**Pay bills** is done, and **Call the plumber** is on your list.\n\nI could not find a meeting task. Which one did you mean?',
  ),
];
