import { expect, test } from 'vitest';
import { checkOptions } from '../options.ts';

const api = { url: '/chatkit', domainKey: 'local-dev' };

test('what entities and commands cannot be is named and left out, the rest stays', () => {
  const onTagSearch = async () => [];
  const { options, mistakes } = checkOptions({
    api,
    entities: { onTagSearch, onClick: 'open', showComposerMenu: true },
    commands: { enabled: 'yes' },
  });
  expect(mistakes).toEqual([
    'entities.onClick: expected a function',
    'commands.enabled: expected true or false',
  ]);
  expect(options.entities).toEqual({ onTagSearch, showComposerMenu: true });
  expect(options.commands).toEqual({});
});

test('entities and commands that are no objects are left out', () => {
  const { options, mistakes } = checkOptions({ api, entities: true, commands: null });
  expect(mistakes).toEqual(['entities: expected an object', 'commands: expected an object']);
  expect(options).toEqual({ api });
});

test('without them nothing is missed', () => {
  expect(checkOptions({ api }).mistakes).toEqual([]);
});
