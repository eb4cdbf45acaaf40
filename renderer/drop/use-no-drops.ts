import { useEffect } from 'react';

/** On a screen that takes no files: one that is let go there is not opened in the page's place. */
export function useNoDrops(): void {
  useEffect(() => {
    const listening = new AbortController();
    const refuse = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'none';
    };
    addEventListener('dragover', refuse, listening);
    addEventListener('drop', refuse, listening);
    return () => listening.abort();
  }, []);
}
