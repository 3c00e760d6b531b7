import { expect, test } from 'vitest';
import { smallPng } from './small-png.ts';

test('bytes that are no PNG are refused', () => {
  expect(() => smallPng(Buffer.from('GIF89a, and some more bytes'))).toThrow('no PNG');
});

test('a picture that has been made small is refused as not of the kind that Chromium writes', () => {
  // One white pixel, RGB.
  const white = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC',
    'base64',
  );
  const small = smallPng(white);
  expect(small.readUInt32BE(16)).toBe(1);
  expect([...small.subarray(24, 26)]).toEqual([8, 3]);
  expect(small.toString('hex')).toContain('504c5445ffffff');
  expect(() => smallPng(small)).toThrow('not read');
});
