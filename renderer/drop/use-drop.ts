import { useEffect, useEffectEvent, useState } from 'react';
import type { DesktopBridge } from '#shared/contract/bridge.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import { useSession } from '../app/context.ts';
import { goTo } from '../app/route.ts';
import { type Action, useAction } from '../app/use-action.ts';
import { useStillHere } from '../app/use-still-here.ts';
import { droppedFiles, entriesOf } from './dropped-files.ts';
import { type UploadProgress, uploadDrop } from './upload.ts';

/** What is done with a drop just now. */
export type DropWork =
  | { kind: 'looking' }
  | { kind: 'sending'; progress: UploadProgress }
  | { kind: 'reading'; source: string };

export interface Drop {
  /** Files are being dragged over the window. */
  over: boolean;
  work: DropWork | null;
  action: Action;
  /** Takes files that were chosen, as if they had been dropped. */
  choose(files: FileList): void;
}

/** Makes a project of what is dropped anywhere on the window. `onDrop` hears that something was. */
export function useProjectDrop(onDrop: () => void): Drop {
  const { ask } = useSession();
  const stillHere = useStillHere();
  const create = async (source: string): Promise<void> => {
    const project = await ask('projects.create', { source });
    if (stillHere()) goTo({ page: 'data', projectId: project.id });
  };
  return useDrop({ onDrop, use: create, keeps: true });
}

interface DropUse {
  /** Hears that something was dropped. */
  onDrop(): void;
  /** Does something with what was dropped, by its path. */
  use(source: string): Promise<void>;
  /** Whether a copy of it is kept once it was used. */
  keeps: boolean;
}

/** Takes what is dropped anywhere on the window. */
export function useDrop({ onDrop, use, keeps }: DropUse): Drop {
  const [over, setOver] = useState(false);
  const [work, setWork] = useState<DropWork | null>(null);
  const action = useAction();

  const read = async (source: string): Promise<void> => {
    setWork({ kind: 'reading', source });
    await use(source);
  };
  const take = (files: FileList, entriesIn: () => (FileSystemEntry | File)[]): void => {
    onDrop();
    // What was dropped can be asked for until this event is over, no longer.
    const bridge = window.descent;
    const path = bridge && onlyPath(bridge, files);
    const entries = bridge ? [] : entriesIn();
    void action.run(async () => {
      try {
        if (path instanceof Refusal) throw path;
        if (path !== undefined) return await read(path);
        setWork({ kind: 'looking' });
        const files = await droppedFiles(entries);
        const drop = await uploadDrop(files, progress => setWork({ kind: 'sending', progress }));
        let used = false;
        try {
          await read(drop.path);
          used = true;
        } finally {
          if (!used || !keeps) await drop.discard();
        }
      } finally {
        setWork(null);
      }
    });
  };
  const takeDrop = useEffectEvent((transfer: DataTransfer) => take(transfer.files, () => entriesOf(transfer)));

  useEffect(() => {
    const listening = new AbortController();
    const on = (type: 'dragenter' | 'dragover' | 'dragleave' | 'drop', listener: (event: DragEvent) => void) =>
      addEventListener(type, event => event.dataTransfer?.types.includes('Files') && listener(event), listening);
    on('dragenter', () => setOver(true));
    // Without this the browser would open the file instead.
    on('dragover', event => event.preventDefault());
    on('dragleave', event => event.relatedTarget === null && setOver(false));
    on('drop', event => {
      event.preventDefault();
      setOver(false);
      if (event.dataTransfer) takeDrop(event.dataTransfer);
    });
    return () => listening.abort();
  }, []);

  return { over, work, action, choose: files => take(files, () => [...files]) };
}

/** The path of the one thing that was dropped on the desktop, or why there is none. */
function onlyPath(bridge: DesktopBridge, files: FileList): string | Refusal {
  if (files.length > 1) return new Refusal('error.drop.oneOnly', { count: files.length });
  const path = files[0] === undefined ? '' : bridge.pathOf(files[0]);
  return path === '' ? new Refusal('error.drop.nothing') : path;
}
