import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Refusal } from '#shared/contract/refusal.ts';
import type { ReportDocument } from '#shared/report/document.ts';
import { HTML_MARK, reportHtml } from '#shared/report/html.ts';
import { MARKDOWN_MARK, reportMarkdown } from '#shared/report/markdown.ts';
import { SVG_MARK } from '#shared/report/pictures/svg.ts';
import { temporaryName } from '../store/temporary-name.ts';

/** The files of a report. */
export interface WrittenReport {
  html: string;
  markdown: string;
}

/** So many bytes from its beginning say whose a file is. */
const LOOKED_AT = 2000;

/**
 * Writes a report into a folder, as HTML and as Markdown with pictures beside it. A report of before is written anew; nothing else is ever overwritten, and each file
 * appears whole or not at all.
 * @throws Refusal where a file of that name is no report of ours, or nothing can be written there
 */
export async function writeReport(report: ReportDocument, folder: string): Promise<WrittenReport> {
  const files: WrittenReport = { html: join(folder, 'report.html'), markdown: join(folder, 'report.md') };
  const { text, pictures } = reportMarkdown(report);
  const drawn = pictures.map(({ name, svg }) => ({ file: join(folder, name), svg }));
  await refuseForeign(files.html, HTML_MARK);
  await refuseForeign(files.markdown, MARKDOWN_MARK);
  for (const { file } of drawn) await refuseForeign(file, SVG_MARK);
  try {
    await mkdir(folder, { recursive: true });
    for (const { file, svg } of drawn) {
      await mkdir(dirname(file), { recursive: true });
      await writeWhole(file, svg);
    }
    await writeWhole(files.html, reportHtml(report));
    await writeWhole(files.markdown, text);
  } catch (error) {
    throw new Refusal('cli.runs.cannotWrite', { file: folder, detail: (error as Error).message });
  }
  return files;
}

/** @throws Refusal where there is a file, and it does not begin as ours do */
async function refuseForeign(file: string, mark: string): Promise<void> {
  const beginning = await beginningOf(file).catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? mark : '',
  );
  if (!beginning.includes(mark)) throw new Refusal('error.report.foreign', { file });
}

async function beginningOf(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LOOKED_AT), 0, LOOKED_AT, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function writeWhole(file: string, content: string): Promise<void> {
  const temporary = temporaryName(file);
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
