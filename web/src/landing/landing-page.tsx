import { ArrowRight, Radio, ShieldCheck, Wrench } from 'lucide-react';
import { Link } from 'wouter';
import { PublicHeader } from '../layout/public-header.tsx';
import { ROUTES } from '../routes.ts';
import { useSessionState } from '../session/session-context.ts';
import { buttonClass } from '../ui/button.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { ProductPicture } from './product-picture.tsx';

const REASONS = [
  {
    Icon: Wrench,
    title: 'It shows its work',
    text: 'Every change the assistant makes appears as a badge: what it did, with what, and what came back.',
  },
  {
    Icon: Radio,
    title: 'One list, two ways in',
    text: 'Type in the chat or click in the list. The page follows while the assistant is still writing.',
  },
  {
    Icon: ShieldCheck,
    title: 'Yours alone',
    text: 'Your tasks and chats belong to your account. The assistant acts as you and can reach nobody else’s.',
  },
] as const;

export function LandingPage() {
  return (
    <>
      <PublicHeader />
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto max-w-6xl overflow-x-clip px-4 pb-24 outline-none sm:px-6"
      >
        <section className="grid items-center gap-12 pt-10 sm:pt-16 lg:grid-cols-[1fr_1.15fr] lg:gap-14 lg:pt-20">
          <Pitch />
          <ProductPicture />
        </section>
        <Reasons />
      </main>
      <footer className="border-t border-gray-950/5 dark:border-white/10">
        <p className="muted mx-auto max-w-6xl px-4 py-8 text-sm sm:px-6">
          Edge Todo. No trackers, no third-party scripts, nothing loaded from anywhere else.
        </p>
      </footer>
    </>
  );
}

function Pitch() {
  return (
    <div>
      <PageHeading
        title="A to-do list you can talk to"
        className="text-4xl font-bold tracking-tight text-balance sm:text-5xl lg:text-6xl"
      >
        The to-do list you can <span className="text-indigo-600 dark:text-indigo-400">talk to</span>
      </PageHeading>
      <p className="muted mt-6 max-w-xl text-lg text-pretty">
        “Add meeting prep, mark groceries as done, and show me what’s left.” One sentence, and your list is
        right. Or tick the boxes yourself; it is a good list, too.
      </p>
      <CallToAction />
    </div>
  );
}

function Reasons() {
  return (
    <section aria-label="Why Edge Todo" className="mt-20 grid gap-4 sm:grid-cols-3 sm:gap-6 lg:mt-28">
      {REASONS.map(({ Icon, title, text }) => (
        <div key={title} className="card p-6">
          <span className="inline-flex size-10 items-center justify-center rounded-lg bg-indigo-50 text-indigo-600 dark:bg-indigo-500/15 dark:text-indigo-300">
            <Icon aria-hidden="true" className="size-5" />
          </span>
          <h2 className="mt-4 font-semibold">{title}</h2>
          <p className="muted mt-2 text-sm text-pretty">{text}</p>
        </div>
      ))}
    </section>
  );
}

function CallToAction() {
  const signedIn = useSessionState().status === 'signed-in';
  return (
    <div className="mt-8 flex flex-wrap gap-3">
      <Link
        href={signedIn ? ROUTES.tasks : ROUTES.signup}
        className={buttonClass('primary', 'px-5 text-base')}
      >
        {signedIn ? 'Open my tasks' : 'Start your list'}
        <ArrowRight aria-hidden="true" className="size-4" />
      </Link>
      {!signedIn && (
        <Link href={ROUTES.login} className={buttonClass('secondary', 'px-5 text-base')}>
          I have an account
        </Link>
      )}
    </div>
  );
}
