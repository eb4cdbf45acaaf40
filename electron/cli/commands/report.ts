import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { languageOf } from '#shared/messages/language.ts';
import { reportDocument } from '#shared/report/document.ts';
import { readReport } from '../../report/read-report.ts';
import { writeReport } from '../../report/write-report.ts';
import { defaultHome } from '../../store/home.ts';
import { addCommon, type CommonOptions } from '../options.ts';
import { LANGUAGE, say } from '../say.ts';
import { withStore } from '../session.ts';
import { VERSION } from '../version.ts';
import { findProject } from './projects.ts';

interface ReportOptions extends CommonOptions {
  out?: string;
  lang?: string;
}

/** `descent report PROJECT`: what was tried, chosen and found, stage by stage [R3]. */
export function addReportCommand(program: Command): void {
  addCommon(
    program.command('report').argument('<project>', say('cli.flag.reportProject')).description(say('cli.report.about')),
  )
    .option('--out <folder>', say('cli.flag.reportOut'))
    .addOption(new Option('--lang <language>', say('cli.flag.lang')).choices(['en', 'zh']))
    .action((named: string, options: ReportOptions) =>
      withStore(options, async store => {
        const project = findProject(await store.projects(), named);
        const report = await readReport(store, options.home ?? defaultHome(), project, VERSION);
        const language = options.lang === undefined ? LANGUAGE : languageOf(options.lang);
        const folder = resolve(options.out ?? folderName(project.name));
        const files = await writeReport(reportDocument(report, language), folder);
        if (options.json)
          console.log(JSON.stringify({ projectId: project.id, name: project.name, language, ...files }));
        else console.log(say('cli.report.done', { name: project.name, ...files }));
      }),
    );
}

/** `wine.csv-report`: a name that holds on every system, and that is not the data’s own. */
export const folderName = (name: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  `${name.replace(/[\\/:*?"<>|\u0000-\u001f]+/g, '-').replace(/^\.+/, '')}-report`;
