// The shapes of the account routes; as types, the pages use them too.
import * as z from 'zod';

export const Credentials = z.strictObject({ email: z.string(), password: z.string() });
export type Credentials = z.infer<typeof Credentials>;

export const SignOut = z.strictObject({
  /** Ends every session of the account, on all devices. */
  all: z.literal(true).optional(),
});
export type SignOut = z.infer<typeof SignOut>;

/** What a user may change of their account. */
export const Profile = z.strictObject({
  /** IANA name, as browsers give it: `Asia/Karachi`, `UTC`. */
  timezone: z.string(),
});
export type Profile = z.infer<typeof Profile>;

export type UserRead = {
  id: string;
  email: string;
  is_active: boolean;
  /** The zone in which the user's words for dates are meant. */
  timezone: string;
  created_at: string;
  updated_at: string;
};

/** What sign-up, sign-in and refresh answer; the refresh token goes into a cookie and never in here. */
export type SessionRead = {
  access_token: string;
  token_type: 'bearer';
  /** Seconds. */
  expires_in: number;
  user: UserRead;
};

export type Me = UserRead & { counts: { total: number; completed: number; pending: number } };
