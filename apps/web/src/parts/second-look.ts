import { startTransition, useEffect, useState } from 'react';

/** False while something is drawn first, true once that is on the screen: what can wait is drawn then. */
export function useSecondLook(): boolean {
  const [second, setSecond] = useState(false);
  useEffect(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => startTransition(() => setSecond(true));
    // A message that is sent while a frame is made comes after it.
    const frame = requestAnimationFrame(() => port2.postMessage(null));
    return () => {
      cancelAnimationFrame(frame);
      port1.close();
    };
  }, []);
  return second;
}
