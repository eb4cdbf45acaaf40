import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pagePolicy } from '#shared/contract/page-policy.ts';
import { placeOf } from './origins.ts';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** The hidden window compiles the kernels' WASM and runs its workers, and needs no look. */
const TRAINER_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TRAINER_PAGE = '<!doctype html><title>Descent</title><script type="module" src="/trainer.js"></script>';

/** Finds the prepared file behind a path of the trainer's. */
export type FindPrepared = (pathname: string) => string | undefined;

/**
 * Answers the app's own scheme: the built page for the main window; its scripts and the prepared files for the hidden
 * trainer window. Files are looked up in a list made beforehand: no path leads out of it, however it is written.
 * @throws the system's error where the folder of the page can't be read.
 */
export async function appProtocol(page: string, prepared: FindPrepared): Promise<(r: Request) => Promise<Response>> {
  const files = await listFiles(page);
  return async request => {
    const place = placeOf(request.url);
    if (place === null) return new Response(null, { status: 403 });
    if (request.method !== 'GET') return new Response(null, { status: 405 });
    const { pathname } = new URL(request.url);
    if (place === 'page') return file(files.get(pathname === '/' ? '/index.html' : pathname), pagePolicy());
    if (pathname !== '/') return file(files.get(pathname) ?? prepared(pathname), TRAINER_POLICY);
    return new Response(TRAINER_PAGE, { headers: headers('.html', TRAINER_POLICY) });
  };
}

function file(path: string | undefined, policy: string): Response {
  if (path === undefined) return new Response(null, { status: 404 });
  const body = Readable.toWeb(createReadStream(path)) as ReadableStream;
  return new Response(body, { headers: headers(extname(path), policy) });
}

const headers = (extension: string, policy: string) => ({
  'Content-Type': TYPES[extension] ?? 'application/octet-stream',
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
});

/** Every file under a folder, by the path of its URL. */
async function listFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const paths = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  return new Map(paths.map(path => [`/${relative(folder, path).split(sep).join('/')}`, path]));
}
