import { lazy, Suspense, useEffect, useRef } from 'react';
import { useSession } from '../engine-client/session.ts';
import { OpeningScreen } from '../features/lock/opening-screen.tsx';
import { ProblemScreen } from '../features/lock/problem-screen.tsx';
import { SignInScreen } from '../features/lock/sign-in-screen.tsx';
import { LiveRegion } from '../ui/live-region.tsx';
import { forgetRecent } from './recent.ts';
import { startOver } from './routes.ts';

// The larger part of the screen; it comes while the person signs in.
const loadShell = () => import('./shell.tsx').then(({ Shell }) => ({ default: Shell }));
const Shell = lazy(loadShell);

export function App() {
  const session = useSession();
  const staffId = session.phase === 'open' ? session.person.staffId : null;
  const lastPerson = useRef<string | null>(null);
  useEffect(() => {
    if (staffId === null) forgetRecent();
    else {
      // Whoever unlocks their own desk is back where they were; somebody else begins anew.
      if (lastPerson.current !== null && lastPerson.current !== staffId) startOver();
      lastPerson.current = staffId;
    }
  }, [staffId]);
  useEffect(() => {
    // After the first painting.
    requestIdleCallback(() => { void loadShell(); }, { timeout: 1000 });
  }, []);
  return (
    <>
      <Screen />
      <LiveRegion />
    </>
  );
}

function Screen() {
  const session = useSession();
  switch (session.phase) {
    case 'starting': return <OpeningScreen name={null} />;
    case 'sign-in': return <SignInScreen state={session} />;
    case 'opening': return <OpeningScreen name={session.name} />;
    case 'problem': return <ProblemScreen key={session.problem.kind} problem={session.problem} />;
    case 'open': return (
      <Suspense fallback={<OpeningScreen name={session.person.name} />}>
        <Shell key={session.person.staffId} person={session.person} />
      </Suspense>
    );
  }
}
