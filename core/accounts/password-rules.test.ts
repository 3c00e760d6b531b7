import { expect, test } from 'vitest';
import { checkNewPassword } from './password-rules.ts';

const email = 'margarete.unger@example.test';

test.each([
  ['of eight letters that mean nothing', 'xkvbtqrm'],
  ['of eight different emoji', '😀🐙🚀🌵🎻🧊🍋🦉'],
  ['of 1,024 bytes', `x${'kvbtqrmpz'.repeat(113)}kvbtqr`],
  ['of a few words', 'correct horse battery'],
  ['with spaces at its ends', '  xkvbtqrm  '],
])('a password %s is accepted as it is', async (_, password) => {
  expect(await checkNewPassword(password, email)).toBe(password);
});

test('a password is kept in NFC', async () => {
  expect(await checkNewPassword('xkvbtqre\u0301', email)).toBe('xkvbtqr\u00e9');
});

test.each([
  ['seven code points', 'xkvbtqr', 'Password must be at least 8 characters'],
  ['seven emoji', '😀🐙🚀🌵🎻🧊🍋', 'Password must be at least 8 characters'],
  ['1,025 bytes', `${'xkvbtqrmpz'.repeat(102)}xkvbt`, 'Password must be at most 1024 bytes'],
  ['the e-mail', email, 'This password is too common'],
  ['the local part of the e-mail', 'Margarete.Unger', 'This password is too common'],
  ['the name of the product', 'Edge-Todo', 'This password is too common'],
])('%s is a weak password', async (_, password, message) => {
  await expect(checkNewPassword(password, email)).rejects.toMatchObject({ code: 'weak_password', message });
});

test.each([
  ...['password', 'password1', 'Password1!', 'P@ssw0rd', 'p@$$w0rd123', 'passw0rd', 'password123456'],
  ...['12345678', '87654321', '123123123', '11111111', '00000000', '1234567890', '123456789a'],
  ...['qwertyui', 'qwerty123', 'Qwerty123!', '1qaz2wsx', '1q2w3e4r', 'qazwsxedc', 'asdfghjkl', 'zxcvbnm1'],
  ...['abcdefgh', 'abc123abc', 'abcd1234', 'aaaaaaaa', 'abababab', 'asdfasdf', '😀😀😀😀😀😀😀😀'],
  ...['iloveyou', 'iloveyou2', 'letmein1', 'welcome1', 'Welcome2024', 'trustno1', 'sunshine', 'princess1'],
  ...[
    'football1',
    'baseball',
    'superman',
    'michael1',
    'Summer2025!',
    'changeme',
    'admin123',
    'administrator',
  ],
  ...['19900131', '31.01.1990', '1990-01-31', 'pakistan', 'pakistan123', 'computer', '!!!dragon'],
])('%j is too common', async (password) => {
  const refusal = { code: 'weak_password', message: 'This password is too common' };
  await expect(checkNewPassword(password, email)).rejects.toMatchObject(refusal);
});

test.each(['xkvbtqrm\0', 'xkvbtqrm\ud83d'])('%j cannot be a password', async (password) => {
  await expect(checkNewPassword(password, email)).rejects.toMatchObject({ code: 'invalid_characters' });
});
