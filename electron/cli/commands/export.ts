import { type Command, Option } from 'commander';
import { EXPORT_FORMATS, type ExportFormat, exportProject } from '../../report/export-project.ts';
import { addCommon, type CommonOptions } from '../options.ts';
import { say } from '../say.ts';
import { withStore } from '../session.ts';
import { findProject } from './projects.ts';

/** `descent export PROJECT`: everything that was recorded of a project's trials, for other programs. */
export function addExportCommand(program: Command): void {
  addCommon(
    program.command('export').argument('<project>', say('cli.flag.exportProject')).description(say('cli.export.about')),
  )
    .addOption(
      new Option('--format <name>', say('cli.flag.exportFormat')).choices(EXPORT_FORMATS).default(EXPORT_FORMATS[0]),
    )
    .option('--out <folder>', say('cli.flag.outFolder'))
    .action((named: string, options: CommonOptions & { format: ExportFormat; out?: string }) =>
      withStore(options, async store => {
        const project = findProject(await store.projects(), named);
        const folder = options.out ?? `descent-${options.format}`;
        const { trials } = await exportProject(store, project, options.format, folder);
        if (options.json)
          console.log(JSON.stringify({ projectId: project.id, format: options.format, folder, trials }));
        else console.log(say(`cli.export.done.${options.format}`, { count: trials, folder }));
      }),
    );
}
