import { v7 as uuid } from 'uuid';
import { DROP_PATH, DropAnswer } from '#shared/contract/drop.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import { sessionHeaders } from '../client/access.ts';
import type { DroppedFile } from './dropped-files.ts';

/** How far handing over has come: files that are through, of how many, and the share of all bytes. */
export interface UploadProgress {
  files: number;
  of: number;
  share: number;
}

/** A drop as it lies with the server now. */
export interface UploadedDrop {
  /** The absolute path of its one folder or file. */
  path: string;
  /** Throws it away: nothing was made of it. */
  discard(): Promise<void>;
}

/**
 * Hands the files of a drop over to the server, one after the other.
 * @throws Refusal with the server's sentence, or where the connection was lost; the server then keeps nothing of it.
 */
export async function uploadDrop(
  files: readonly DroppedFile[],
  onProgress: (progress: UploadProgress) => void,
): Promise<UploadedDrop> {
  const address = DROP_PATH + uuid();
  const all = files.reduce((sum, { file }) => sum + file.size, 0);
  let before = 0;
  let path = '';
  for (const [i, { path: name, file }] of files.entries()) {
    const tell = (sent: number): void =>
      onProgress({ files: i, of: files.length, share: all === 0 ? 1 : (before + sent) / all });
    tell(0);
    path = await put(`${address}/${name.split('/').map(encodeURIComponent).join('/')}`, name, file, tell);
    before += file.size;
  }
  return {
    path,
    // Should it fail, the files just stay.
    discard: () =>
      fetch(address, { method: 'DELETE', headers: sessionHeaders() }).then(
        () => undefined,
        () => undefined,
      ),
  };
}

/** Fetch can't tell how far an upload has come, so this is the older way. */
function put(url: string, name: string, file: File, onSent: (bytes: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = event => onSent(event.loaded);
    request.onerror = () => reject(new Refusal('error.drop.lost', { file: name }));
    request.onload = () => {
      const answer = DropAnswer.safeParse(request.response);
      if (!answer.success) reject(new Refusal('error.drop.lost', { file: name }));
      else if ('refusal' in answer.data) reject(new Refusal(answer.data.refusal.key, answer.data.refusal.values));
      else resolve(answer.data.path);
    };
    request.open('PUT', url);
    for (const [header, value] of Object.entries(sessionHeaders())) request.setRequestHeader(header, value);
    request.responseType = 'json';
    request.send(file);
  });
}
