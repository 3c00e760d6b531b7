import { expect, test } from 'vitest';
import { commandEntries, entityEntries, inGroups, readEntity } from './entries.ts';

test('of what a host answers, only what has an id of its own and a name is offered', () => {
  const strange = [null, 1, {}, { id: 'a' }, { id: 'a', title: ' ' }, { title: 'A' }];
  expect(entityEntries([...strange, { id: 'b', title: 'Bo' }, { id: 'b', title: 'Twice' }])).toMatchObject([
    { title: 'Bo' },
  ]);
  expect(commandEntries([...strange, { id: 'x', label: 'Export', icon: 7 }])).toMatchObject([
    { title: 'Export', icon: null },
  ]);
  for (const answer of [undefined, null, {}, 'list']) expect(entityEntries(answer)).toEqual([]);
});

test('a title of several lines becomes one line, for it stands in the text', () => {
  expect(readEntity({ id: 'a', title: ' Plan\n  for May ', data: { x: '1' } })).toEqual({
    id: 'a',
    title: 'Plan for May',
    data: { x: '1' },
  });
});

test('a long answer is cut', () => {
  const answer = Array.from({ length: 80 }, (_, index) => ({ id: `${index}`, title: `Nr. ${index}` }));
  expect(entityEntries(answer)).toHaveLength(50);
});

test('groups stand together, in the order in which they come; what has none is first', () => {
  const answer = [
    { id: '1', title: 'Ada', group: 'People' },
    { id: '2', title: 'Plan', group: 'Documents' },
    { id: '3', title: 'Loose' },
    { id: '4', title: 'Bo', group: 'People' },
  ];
  expect(inGroups(entityEntries(answer)).map(({ title }) => title)).toEqual(['Loose', 'Ada', 'Bo', 'Plan']);
});
