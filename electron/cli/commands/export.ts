import { type Command, Option } from 'commander';
import type { Project } from '#shared/domain/project.ts';
import { EXPORT_FORMATS, type ExportFormat, exportProject } from '../../report/export-project.ts';
import { defaultHome } from '../../store/home.ts';
import type { ReadOnlyStore } from '../../store/store.ts';
import { WEIGHTS_FORMATS, type WeightsFormat } from '../../trained/export/description.ts';
import { exportNetwork } from '../../trained/export/export-network.ts';
import { openTrained } from '../../trained/trained-network.ts';
import { storedTrained } from '../../trained/trained-of.ts';
import { addCommon, type CommonOptions } from '../options.ts';
import { LANGUAGE, say } from '../say.ts';
import { withStore } from '../session.ts';
import { VERSION } from '../version.ts';
import { findProject } from './projects.ts';

interface ExportOptions extends CommonOptions {
  format: ExportFormat | WeightsFormat;
  out?: string;
  trial?: string;
}

/** `descent export PROJECT`: everything that was recorded of a project's trials, or its trained network, for other programs. */
export function addExportCommand(program: Command): void {
  addCommon(
    program.command('export').argument('<project>', say('cli.flag.exportProject')).description(say('cli.export.about')),
  )
    .addOption(
      new Option('--format <name>', say('cli.flag.exportFormat'))
        .choices([...EXPORT_FORMATS, ...WEIGHTS_FORMATS])
        .default(EXPORT_FORMATS[0]),
    )
    .option('--out <folder>', say('cli.flag.outFolder'))
    .option('--trial <id>', say('cli.flag.exportTrial'))
    .action((named: string, options: ExportOptions) =>
      withStore(options, async store => {
        const project = findProject(await store.projects(), named);
        const { format } = options;
        const folder = options.out ?? `descent-${format}`;
        const written = isWeights(format)
          ? await exportTrained(store, project, { ...options, format, folder })
          : await exportTrials(store, project, format, folder);
        if (options.json) console.log(JSON.stringify({ projectId: project.id, format, folder, ...written.told }));
        else console.log(written.line);
      }),
    );
}

const isWeights = (format: ExportFormat | WeightsFormat): format is WeightsFormat =>
  (WEIGHTS_FORMATS as readonly string[]).includes(format);

/** What was written, for a program and for a person. */
interface Written {
  told: object;
  line: string;
}

async function exportTrials(
  store: ReadOnlyStore,
  project: Project,
  format: ExportFormat,
  folder: string,
): Promise<Written> {
  const { trials } = await exportProject(store, project, format, folder);
  return { told: { trials }, line: say(`cli.export.done.${format}`, { count: trials, folder }) };
}

async function exportTrained(
  store: ReadOnlyStore,
  project: Project,
  { format, folder, trial, home = defaultHome() }: ExportOptions & { format: WeightsFormat; folder: string },
): Promise<Written> {
  const trained = await openTrained(home, await storedTrained(store, project, trial));
  await exportNetwork(trained, { format, folder, language: LANGUAGE, version: VERSION });
  const { id } = trained.trial;
  return { told: { trialId: id, chosenBy: trained.by }, line: say(`cli.export.done.${format}`, { id, folder }) };
}
