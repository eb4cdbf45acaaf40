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
}

/** Makes a project of what is dropped anywhere on the window. `onDrop` hears that something was. */
export function useDrop(onDrop: () => void): Drop {
  const { ask } = useSession();
  const [over, setOver] = useState(false);
  const [work, setWork] = useState<DropWork | null>(null);
  const action = useAction();
  const stillHere = useStillHere();

  const create = async (source: string): Promise<void> => {
    setWork({ kind: 'reading', source });
    const project = await ask('projects.create', { source });
    if (stillHere()) goTo({ page: 'data', projectId: project.id });
  };
  const take = useEffectEvent((transfer: DataTransfer) => {
    onDrop();
    // What was dropped can be asked for until this event is over, no longer.
    const bridge = window.descent;
    const path = bridge && onlyPath(bridge, transfer);
    const entries = bridge ? [] : entriesOf(transfer);
    void action.run(async () => {
      try {
        if (path instanceof Refusal) throw path;
        if (path !== undefined) return await create(path);
        setWork({ kind: 'looking' });
        const files = await droppedFiles(entries);
        const drop = await uploadDrop(files, progress => setWork({ kind: 'sending', progress }));
        await create(drop.path).catch(async error => {
          await drop.discard();
          throw error;
        });
      } finally {
        setWork(null);
      }
    });
  });

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
      if (event.dataTransfer) take(event.dataTransfer);
    });
    return () => listening.abort();
  }, []);

  return { over, work, action };
}

/** The path of the one thing that was dropped on the desktop, or why there is none. */
function onlyPath(bridge: DesktopBridge, { files }: DataTransfer): string | Refusal {
  if (files.length > 1) return new Refusal('error.drop.oneOnly', { count: files.length });
  const path = files[0] === undefined ? '' : bridge.pathOf(files[0]);
  return path === '' ? new Refusal('error.drop.nothing') : path;
}
