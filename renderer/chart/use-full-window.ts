import { type RefObject, useEffect, useState } from 'react';

/** Takes everything beside an element and its ancestors out of reach; returns how to give it back. */
function inertOutside(element: HTMLElement): () => void {
  const made: Element[] = [];
  for (let at: HTMLElement | null = element; at?.parentElement; at = at.parentElement) {
    for (const sibling of at.parentElement.children) {
      if (sibling === at || !(sibling instanceof HTMLElement) || sibling.inert) continue;
      sibling.inert = true;
      made.push(sibling);
    }
  }
  return () => {
    for (const sibling of made) (sibling as HTMLElement).inert = false;
  };
}

/** Whether an element covers the whole window, which Escape ends. */
export function useFullWindow(element: RefObject<HTMLElement | null>): [boolean, (full: boolean) => void] {
  const [full, setFull] = useState(false);
  useEffect(() => {
    if (!full || element.current === null) return;
    const giveBack = inertOutside(element.current);
    const leave = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) setFull(false);
    };
    addEventListener('keydown', leave);
    return () => {
      giveBack();
      removeEventListener('keydown', leave);
    };
  }, [full, element]);
  return [full, setFull];
}
