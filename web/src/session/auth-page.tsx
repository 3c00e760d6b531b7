import { type FormEvent, useState } from 'react';
import { Link, Redirect, useSearch } from 'wouter';
import { TEXT } from '#core/limits.ts';
import { errorText } from '../error-text.ts';
import { ApiError } from '../http.ts';
import { PublicHeader } from '../layout/public-header.tsx';
import { ROUTES } from '../routes.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { useCountdown } from '../ui/countdown.ts';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { TextField } from '../ui/text-field.tsx';
import { nextPath } from './next-path.ts';
import type { SessionEnd } from './session.ts';
import { useSession, useSessionState } from './session-context.ts';

const TEXTS = {
  login: {
    title: 'Log in',
    heading: 'Welcome back',
    submit: 'Log in',
    busy: 'Logging in…',
    question: 'New here?',
    other: { path: ROUTES.signup, name: 'Create an account' },
  },
  signup: {
    title: 'Sign up',
    heading: 'Create your account',
    submit: 'Create account',
    busy: 'Creating account…',
    question: 'Already have an account?',
    other: { path: ROUTES.login, name: 'Log in' },
  },
} as const;

const END_TEXT: Record<SessionEnd, string> = {
  left: 'You are logged out.',
  refused: 'Your session has expired. Please log in again.',
};

type Mode = keyof typeof TEXTS;

/** The pages /login and /signup. Whoever is signed in is sent on to `next`. */
export function AuthPage({ mode }: { mode: Mode }) {
  const state = useSessionState();
  const next = new URLSearchParams(useSearch()).get('next');
  const texts = TEXTS[mode];
  if (state.status === 'signed-in') return <Redirect to={nextPath(next, location.origin)} replace />;
  const otherPath = next ? `${texts.other.path}?next=${encodeURIComponent(next)}` : texts.other.path;
  return (
    <>
      <PublicHeader />
      <main id="content" tabIndex={-1} className="mx-auto w-full max-w-md outline-none px-4 py-8 sm:py-16">
        <div className="card p-6 sm:p-8">
          <PageHeading title={texts.title} className="text-2xl font-bold tracking-tight">
            {texts.heading}
          </PageHeading>
          <p className="muted mt-1 text-sm">
            {texts.question}{' '}
            <Link
              href={otherPath}
              className="font-semibold text-indigo-600 hover:text-indigo-500 dark:text-indigo-400"
            >
              {texts.other.name}
            </Link>
          </p>
          {state.status === 'signed-out' && state.end && (
            <div className="mt-6">
              <Banner look="info">{END_TEXT[state.end]}</Banner>
            </div>
          )}
          <AuthForm mode={mode} key={mode} />
        </div>
      </main>
    </>
  );
}

function AuthForm({ mode }: { mode: Mode }) {
  const { email, setEmail, password, setPassword, busy, error, submit } = useAuthForm(mode);
  const waiting = useCountdown(error) > 0;
  const field = fieldOf(error);
  const texts = TEXTS[mode];
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="mt-6 space-y-5">
      {!field && <ErrorBanner error={error} />}
      <TextField
        label="Email"
        type="email"
        name="email"
        autoComplete="username"
        required
        value={email}
        onText={setEmail}
        error={field === 'email' ? errorText(error) : undefined}
      />
      <TextField
        label="Password"
        type="password"
        name="password"
        autoComplete={mode === 'login' ? 'current-password' : 'new-password'}
        required
        value={password}
        onText={setPassword}
        hint={mode === 'signup' ? PASSWORD_HINT : undefined}
        error={field === 'password' ? errorText(error) : undefined}
      />
      <Button
        type="submit"
        busy={busy}
        disabled={waiting || email.trim() === '' || password === ''}
        className="w-full"
      >
        {busy ? texts.busy : texts.submit}
      </Button>
    </form>
  );
}

function useAuthForm(mode: Mode) {
  const session = useSession();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await (mode === 'login' ? session.signIn({ email, password }) : session.signUp({ email, password }));
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return { email, setEmail, password, setPassword, busy, error, submit };
}

const PASSWORD_HINT = `At least ${TEXT.passwordMin} characters. 15 or more are safer; a sentence works well.`;

/** The input that an error is about, if it is about one. */
function fieldOf(error: unknown): 'email' | 'password' | null {
  if (!(error instanceof ApiError)) return null;
  if (error.code === 'invalid_email' || error.code === 'email_taken') return 'email';
  if (error.code === 'weak_password' || error.code === 'invalid_characters') return 'password';
  return null;
}
