import { useEffect } from 'react';

/** What takes the focus back by itself when it goes. */
const MANAGED = '[role="dialog"], [role="menu"], [role="listbox"]';
const FOCUSABLE = 'button, a[href], input, select, textarea, summary, [tabindex="0"]';

/**
 * Keeps the keyboard where it was when the control that has the focus goes from the page: the first control of what was
 * around it takes the focus, instead of the page's beginning.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let around: HTMLElement[] = [];
    const remember = ({ target }: FocusEvent): void => {
      around = [];
      if (!(target instanceof HTMLElement) || target.closest(MANAGED)) return;
      for (let e: HTMLElement | null = target; e !== null && e !== document.body; e = e.parentElement) around.push(e);
    };
    const mend = (): void => {
      if (around[0] === undefined || around[0].isConnected || document.activeElement !== document.body) return;
      const controls = around.filter(e => e.isConnected).map(e => e.querySelector<HTMLElement>(FOCUSABLE));
      around = [];
      controls.find(control => control !== null)?.focus({ preventScroll: true });
    };
    document.addEventListener('focusin', remember);
    const removals = new MutationObserver(mend);
    removals.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', remember);
      removals.disconnect();
    };
  }, []);
}
