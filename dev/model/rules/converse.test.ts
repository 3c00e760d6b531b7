// Sentences and what they make of a list: calls, in order, and the list afterwards.
import { expect, test } from 'vitest';
import { Conversation, PretendList, type PretendTask } from './pretend-list.ts';

const SEED = [
  'Buy groceries',
  'Team meeting',
  'Pay bills',
  'x Call mom',
  'x Water plants',
  'Clean the house',
];

function talk(...messages: string[]): { answer: string; calls: string[]; list: PretendTask[] } {
  const list = new PretendList(SEED);
  const conversation = new Conversation(list);
  let answer = '';
  for (const message of messages) answer = conversation.say(message);
  return { answer, calls: conversation.calls.map(({ name }) => name), list: list.tasks };
}

function added(...messages: string[]): string[] {
  return talk(...messages)
    .list.slice(SEED.length)
    .map((task) => task.title);
}

const doneNow = (list: PretendTask[]): number[] =>
  list.filter((task) => task.is_completed).map((task) => task.number);
const numbers = (list: PretendTask[]): number[] => list.map((task) => task.number);

test.each<[string, ...string[]]>([
  ['Add a task to buy groceries', 'Buy groceries'],
  ['add buy milk', 'Buy milk'],
  ['Add: buy milk', 'Buy milk'],
  ['Add task - buy milk', 'Buy milk'],
  ['please add "Read a book" to my list', 'Read a book'],
  ["Add a task called 'Meeting prep'", 'Meeting prep'],
  ['Add a meeting prep task', 'Meeting prep'],
  ['create a new task: water the garden', 'Water the garden'],
  ['new task pick up laundry', 'Pick up laundry'],
  ['can you add a reminder to submit the report?', 'Submit the report'],
  ['I want to add a task to paint the fence', 'Paint the fence'],
  ['make a task for buying a birthday gift', 'Buying a birthday gift'],
  ['put walk the dog on my to-do list', 'Walk the dog'],
  ['I need to remember to pay bills', 'Pay bills'],
  ['I have to finish the quarterly report', 'Finish the quarterly report'],
  ["I need to remember to call Tom's doctor", "Call Tom's doctor"],
  ['Remind me to call the dentist', 'Call the dentist'],
  ["don't let me forget to renew my passport", 'Renew my passport'],
  ['todo: fix the sink', 'Fix the sink'],
  ['remind me to check the weather', 'Check the weather'],
  ['Add a task to buy milk, eggs and bread', 'Buy milk, eggs and bread'],
  ['add milk and eggs', 'Milk and eggs'],
  ['add "task; DROP TABLE, and more"', 'task; DROP TABLE, and more'],
  ['add a task to email the plan to Sara', 'Email the plan to Sara'],
  ['Add three tasks: buy milk, call mom, and clean the house', 'Buy milk', 'Call mom', 'Clean the house'],
  ['Add tasks: finish report, email Sara and book flights', 'Finish report', 'Email Sara', 'Book flights'],
  ['add two tasks: buy milk and eggs and call mom', 'Buy milk and eggs', 'Call mom'],
  ['add buy milk, call mom and walk the dog', 'Buy milk', 'Call mom', 'Walk the dog'],
  ['add buy milk and call dad', 'Buy milk', 'Call dad'],
  ['buy milk, call mom, and clean the house', 'Buy milk', 'Call mom', 'Clean the house'],
  ['Add "buy milk" and "call mom"', 'buy milk', 'call mom'],
  ['Add these tasks:\n- buy milk\n- call mom', 'Buy milk', 'Call mom'],
  ['create task "A" and task "B"', 'A', 'B'],
  ['note to self: call grandma', 'Call grandma'],
  ['We need to buy paper towels', 'Buy paper towels'],
  ['Add a task for bob to buy milk', 'Buy milk'],
  ["Add buy bread to bob's list", 'Buy bread'],
])('"%s" adds a task by each title', (sentence, ...titles) => {
  const { calls, answer } = talk(sentence);
  expect(added(sentence)).toEqual(titles);
  expect(calls).toEqual(titles.map(() => 'add_task'));
  for (const title of titles) expect(answer).toContain(`**${title}**`);
});

test('a description goes with its title', () => {
  const { list } = talk('add a task "Prepare slides" with description "Ten pages, blue theme"');
  expect(list.at(-1)).toMatchObject({ title: 'Prepare slides', description: 'Ten pages, blue theme' });
});

test("adding for somebody else says that it went to the user's own list", () => {
  expect(talk('Add a task for bob to buy milk').answer).toMatch(/your own list.*Bob/);
});

test.each<[string, 'all' | 'pending' | 'completed']>([
  ['Show me all my tasks', 'all'],
  ['Show me my tasks', 'all'],
  ['show tasks', 'all'],
  ['list my todos', 'all'],
  ['tasks', 'all'],
  ["what's on my list?", 'all'],
  ['what are my tasks', 'all'],
  ["I'd like to see my tasks", 'all'],
  ['hi, show me everything please', 'all'],
  ['shwo my taks', 'all'],
  ["What's pending?", 'pending'],
  ["Show me what's left", 'pending'],
  ['what do I need to do?', 'pending'],
  ['what do I have to do today', 'pending'],
  ['what should I do next', 'pending'],
  ['which tasks are still open?', 'pending'],
  ['do I have anything left?', 'pending'],
  ['any unfinished tasks?', 'pending'],
  ["what haven't I done yet", 'pending'],
  ['What have I completed?', 'completed'],
  ['what did I finish?', 'completed'],
  ['show completed tasks', 'completed'],
  ['What did I get done?', 'completed'],
])('"%s" lists %s tasks', (sentence, status) => {
  const list = new PretendList(SEED);
  const conversation = new Conversation(list);
  const answer = conversation.say(sentence);
  expect(conversation.calls.map(({ name, arguments: args }) => [name, args.status])).toEqual([
    ['list_tasks', status],
  ]);
  const wanted = list.tasks.filter(
    (task) => status === 'all' || task.is_completed === (status === 'completed'),
  );
  const lines = wanted.toReversed().map((task, index) => `${index + 1}. **${task.title}** (#${task.number})`);
  expect(
    answer
      .split('\n')
      .filter((line) => /^\d/.test(line))
      .map((line) => line.replace(' – done', '')),
  ).toEqual(lines);
});

test.each([
  ['how many tasks do I have?', 'You have 6 tasks.'],
  ['how many are done', 'You have 2 completed tasks.'],
])('"%s" is answered with a count', (sentence, answer) => {
  expect(talk(sentence).answer).toBe(answer);
});

test.each(['find my grocery task', 'show tasks about groceries', 'do I have a task about groceries?'])(
  '"%s" shows only what fits',
  (sentence) => {
    expect(talk(sentence).answer).toMatch(/\n1\. \*\*Buy groceries\*\* \(#1\)$/);
  },
);

test.each<[string, number[], string[]]>([
  ['Mark task 3 as complete', [3], ['complete_task']],
  ['complete task 2', [2], ['complete_task']],
  ['mark #2 done', [2], ['complete_task']],
  ['task 2 is complete', [2], ['complete_task']],
  ['mark task three as done', [3], ['complete_task']],
  ['I finished buying groceries', [1], ['list_tasks', 'complete_task']],
  ['Mark my grocery task as done', [1], ['list_tasks', 'complete_task']],
  ['Could you please mark the grocery one as done?', [1], ['list_tasks', 'complete_task']],
  ['completed the team meeting', [2], ['list_tasks', 'complete_task']],
  ["I'm done with the meeting", [2], ['list_tasks', 'complete_task']],
  ["I've done the groceries", [1], ['list_tasks', 'complete_task']],
  ['I paid the bills', [3], ['list_tasks', 'complete_task']],
  ['check off the grocerys task', [1], ['list_tasks', 'complete_task']],
  ['cross off "Pay bills"', [3], ['list_tasks', 'complete_task']],
  ['groceries done', [1], ['list_tasks', 'complete_task']],
  ['mrak groceries as done', [1], ['list_tasks', 'complete_task']],
  ['mark groceries and bills as done', [1, 3], ['list_tasks', 'complete_task', 'complete_task']],
  ['mark tasks 1, 2 and 3 as done', [1, 2, 3], ['complete_task', 'complete_task', 'complete_task']],
  ['mark tasks 1-3 done', [1, 2, 3], ['complete_task', 'complete_task', 'complete_task']],
  [
    'Find my pending tasks and mark the one about groceries as complete',
    [1],
    ['list_tasks', 'complete_task'],
  ],
])('"%s" completes exactly the tasks meant', (sentence, wanted, expectedCalls) => {
  const { calls, list } = talk(sentence);
  expect(calls).toEqual(expectedCalls);
  expect(doneNow(list)).toEqual([...wanted, 4, 5].sort());
});

test('"mark everything as done" completes what is pending and nothing else', () => {
  const { calls, list } = talk('mark everything as done');
  expect(calls).toEqual(['list_tasks', 'complete_task', 'complete_task', 'complete_task', 'complete_task']);
  expect(doneNow(list)).toEqual([1, 2, 3, 4, 5, 6]);
});

test.each([
  'mark call mom as not done',
  'reopen call mom',
  'uncheck the mom task',
  'mark task 4 as incomplete',
  "I haven't finished call mom yet",
  'put call mom back to pending',
])('"%s" reopens the task', (sentence) => {
  expect(doneNow(talk(sentence).list)).toEqual([5]);
});

test.each<[string, number]>([
  ['Delete the meeting task', 2],
  ['remove the bills task', 3],
  ['get rid of task 2', 2],
  ['cancel team meeting', 2],
  ["I don't need the meeting task anymore", 2],
  ['delte the meeting task', 2],
  ['I need to delete the meeting task', 2],
  ['take pay bills off my list', 3],
])('"%s" deletes one task at once', (sentence, number) => {
  const { list, answer } = talk(sentence);
  expect(numbers(list)).toEqual([1, 2, 3, 4, 5, 6].filter((other) => other !== number));
  expect(answer).toMatch(/^Deleted /);
});

test.each<[string, string, number[]]>([
  ['Delete all my completed tasks', 'yes', [1, 2, 3, 6]],
  ['clear completed tasks', 'yes please', [1, 2, 3, 6]],
  ['delete all done tasks', 'delete them', [1, 2, 3, 6]],
  ['delete everything', 'go ahead', []],
  ['delete tasks 1 and 2', 'sure', [3, 4, 5, 6]],
  ['remove call mom and water plants', 'all of them', [1, 2, 3, 6]],
  ['Delete all my completed tasks', 'no', [1, 2, 3, 4, 5, 6]],
  ['delete everything', 'never mind', [1, 2, 3, 4, 5, 6]],
  ['delete tasks 1 and 2', 'only the first one', [2, 3, 4, 5, 6]],
])('"%s" asks first, and "%s" decides', (sentence, reply, left) => {
  const asked = talk(sentence);
  expect(asked.calls).not.toContain('delete_task');
  expect(asked.answer).toMatch(/^Shall I delete these \d tasks\?\n\n1\. /);
  expect(numbers(talk(sentence, reply).list)).toEqual(left);
});

test.each<[string, number, Partial<PretendTask>]>([
  ["Change task 1 to 'Call mom tonight'", 1, { title: 'Call mom tonight' }],
  ['rename pay bills to Pay the rent', 3, { title: 'Pay the rent' }],
  ["change the title of pay bills to 'Pay rent'", 3, { title: 'Pay rent' }],
  ['update task 1 title to Buy vegetables', 1, { title: 'Buy vegetables' }],
  ["change 'Buy groceries' to 'Buy fruit'", 1, { title: 'Buy fruit' }],
  ['update the meeting task to say Team sync', 2, { title: 'Team sync' }],
  ['set the description of task 2 to Bring the laptop', 2, { description: 'Bring the laptop' }],
  ['add a note to the meeting task: room 5', 2, { description: 'room 5' }],
  ['update team meeting\'s description to "At noon"', 2, { description: 'At noon' }],
  ['edit task 2: Standup', 2, { title: 'Standup' }],
  ['make task 2 say "Standup"', 2, { title: 'Standup' }],
  ['Add description "bring ID" to the meeting task', 2, { description: 'bring ID' }],
  ['clear the description of task 2', 2, { description: '' }],
])('"%s" changes that task only', (sentence, number, change) => {
  const { list } = talk(sentence);
  const before = new PretendList(SEED).tasks;
  expect(list).toEqual(before.map((task) => (task.number === number ? { ...task, ...change } : task)));
});
