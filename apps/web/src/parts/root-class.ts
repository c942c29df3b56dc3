import { useEffect } from 'react';

/**
 * Tells the page's own scrolling what stands on it, for as long as it does. (`:has()` would say it without a script,
 * but makes the browser look at every change below it: a press on a ward's slow PC then took a third longer.)
 */
export function useRootClass(name: string): void {
  useEffect(() => {
    const { classList } = document.documentElement;
    classList.add(name);
    return () => classList.remove(name);
  }, [name]);
}
