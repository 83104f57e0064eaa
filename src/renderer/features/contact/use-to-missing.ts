import { useEffect, useState, type RefObject } from 'react';

/** Goes to the first field that is marked as missing, in whichever matter; called as the marks are set, it waits until they are there. */
export function useToMissing(form: RefObject<HTMLFormElement | null>): () => void {
  const [missed, setMissed] = useState(0);
  useEffect(() => {
    if (missed > 0) form.current?.querySelector<HTMLElement>('[data-invalid] :is(button, input, textarea)')?.focus();
  }, [missed, form]);
  return () => { setMissed((before) => before + 1); };
}
