import { expect, test } from 'vitest';
import { errorText } from './error-text.ts';
import { ApiError } from './http.ts';

test.each([
  [new ApiError(0, 'network'), 'Connection lost. Please check your internet and try again.'],
  [new ApiError(0, 'timeout'), 'The server took too long to answer. Please try again.'],
  [
    new ApiError(401, 'invalid_credentials', { detail: 'Incorrect email or password' }),
    'Incorrect email or password',
  ],
  [
    new ApiError(401, 'token_expired', { detail: 'Token has expired' }),
    'Your session has expired. Please log in again.',
  ],
  [new ApiError(400, 'email_taken', { detail: 'Email already registered' }), 'Email already registered'],
  [
    new ApiError(429, 'rate_limited', { detail: 'Rate limit exceeded' }),
    'Too many requests. Please wait a moment.',
  ],
  [
    new ApiError(503, 'misconfigured', { detail: 'BETTER_AUTH_SECRET' }),
    'The service is temporarily unavailable. Please try again later.',
  ],
  [new ApiError(500, 'internal_error', { detail: 'stack trace' }), 'Something went wrong. Please try again.'],
  [new ApiError(404, 'unknown'), 'Something went wrong. Please try again.'],
  [new TypeError('x is undefined'), 'Something went wrong. Please try again.'],
])('%o is shown as a sentence for the user', (error, text) => {
  expect(errorText(error)).toBe(text);
});
