// What a new password must be. No composition rules: length, and not one of those that are tried first.
import { AppError } from '../errors.ts';
import { TEXT } from '../limits.ts';
import { codePoints, refuseUnstorable } from '../text.ts';

/**
 * Gives back the password in NFC, ready to be hashed whole.
 * @throws AppError `weak_password`, `invalid_characters`.
 */
export async function checkNewPassword(raw: string, email: string): Promise<string> {
  const password = normalizePassword(raw);
  if (codePoints(password) < TEXT.passwordMin) {
    throw weak(`Password must be at least ${TEXT.passwordMin} characters`);
  }
  if (new TextEncoder().encode(password).length > TEXT.passwordMaxBytes) {
    throw weak(`Password must be at most ${TEXT.passwordMaxBytes} bytes`);
  }
  const { isCommon } = await import('./common-passwords.ts');
  const own = [email, email.split('@')[0], 'edge-todo', 'edgetodo', 'edge todo'];
  if (own.includes(password.toLowerCase()) || isCommon(password)) throw weak('This password is too common');
  return password;
}

/** The same text typed on another keyboard is the same password. @throws AppError `invalid_characters`. */
export function normalizePassword(raw: string): string {
  refuseUnstorable(raw);
  return raw.normalize('NFC');
}

const weak = (message: string): AppError => new AppError('weak_password', message);
