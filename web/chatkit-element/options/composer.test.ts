import { expect, test } from 'vitest';
import { checkOptions } from '../options.ts';

const api = { url: '/chatkit', domainKey: 'x' };
const check = (composer: unknown, uploadStrategy?: unknown) => {
  const { options, mistakes } = checkOptions({ api: { ...api, uploadStrategy }, composer });
  return { composer: options.composer, mistakes };
};

test('attachments without a way to upload them are named and left out', () => {
  const attachments = { enabled: true };
  expect(check({ attachments, placeholder: 'Hi' })).toEqual({
    composer: { placeholder: 'Hi' },
    mistakes: [expect.stringContaining('api.uploadStrategy')],
  });
  expect(check({ attachments }, { type: 'direct' }).mistakes).toHaveLength(1);
  expect(check({ attachments }, { type: 'two_phase' })).toEqual({ composer: { attachments }, mistakes: [] });
  expect(check({ attachments }, { type: 'direct', uploadUrl: '/files' }).mistakes).toEqual([]);
});

test('attachments that are switched off need no upload strategy', () => {
  expect(check({ attachments: { enabled: false } }).mistakes).toEqual([]);
});

test('a tool or model without an id of its own is named by its place and left out', () => {
  const search = { id: 'search', label: 'Search', icon: 'search' };
  const { composer, mistakes } = check({ tools: [search, { label: 'No id' }, search, null], models: 'all' });
  expect(composer).toEqual({ tools: [search], models: [] });
  expect(mistakes).toEqual([
    expect.stringContaining('composer.tools[1]'),
    expect.stringContaining('composer.tools[2]'),
    expect.stringContaining('composer.tools[3]'),
    'composer.models: expected an array',
  ]);
});

test('a composer that is no object is left out', () => {
  expect(check('plain')).toEqual({ composer: undefined, mistakes: ['composer: expected an object'] });
});
