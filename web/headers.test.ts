import { expect, test } from 'vitest';
import { headersFile, siteHeaders } from './headers.ts';

const policyOf = (setting: Parameters<typeof siteHeaders>[0]) =>
  siteHeaders(setting)['Content-Security-Policy'];

test('the policy names the API when it is on another origin, and no other host', () => {
  const policy = policyOf({ https: true, apiOrigin: 'https://api.example' });
  expect(policy).toContain("connect-src 'self' https://api.example;");
  expect(policy?.match(/https:\/\/[^ ;]+/g)).toEqual(['https://api.example']);
});

test('the own element needs no foreign script, no frame and no Trusted Types policy', () => {
  const policy = policyOf({ https: true });
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-src 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'");
});

test('the hosted element gets its script and frame and loses the Trusted Types directives', () => {
  const policy = policyOf({ https: true, hostedElement: true });
  expect(policy).toContain("script-src 'self' https://cdn.platform.openai.com;");
  expect(policy).toContain('frame-src https://cdn.platform.openai.com;');
  expect(policy).not.toContain('trusted-types');
});

test('nothing is upgraded to https on a local server', () => {
  const headers = siteHeaders({ https: false });
  expect(headers).not.toHaveProperty('Strict-Transport-Security');
  expect(headers['Content-Security-Policy']).not.toContain('upgrade-insecure-requests');
});

test('no unsafe source and no wildcard is ever allowed', () => {
  for (const hostedElement of [true, false]) {
    expect(policyOf({ https: true, hostedElement })).not.toMatch(/unsafe-|\*|data: ;|script-src[^;]*data:/);
  }
});

test('each line of _headers is shorter than what Pages accepts, and assets alone are immutable', () => {
  const file = headersFile({ https: true, apiOrigin: 'https://api.example' }, ['/', '/tasks']);
  expect(Math.max(...file.split('\n').map((line) => line.length))).toBeLessThan(2_000);
  expect(file).toContain('/tasks\n  Cache-Control: no-cache\n');
  expect(file.match(/immutable/g)).toHaveLength(1);
  expect(file).toContain('/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n');
});
