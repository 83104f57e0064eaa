import { useEffect, useRef } from 'react';
import { useSession } from '../engine-client/session.ts';
import { OpeningScreen } from '../features/lock/opening-screen.tsx';
import { ProblemScreen } from '../features/lock/problem-screen.tsx';
import { SignInScreen } from '../features/lock/sign-in-screen.tsx';
import { LiveRegion } from '../ui/live-region.tsx';
import { forgetRecent } from './recent.ts';
import { startOver } from './routes.ts';
import { Shell } from './shell.tsx';

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
    case 'open': return <Shell key={session.person.staffId} person={session.person} />;
  }
}
