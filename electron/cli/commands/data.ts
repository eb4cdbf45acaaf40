import type { Command } from 'commander';
import { readData } from '../../data/client.ts';
import { nodeHosts } from '../../hosts/node/node-hosts.ts';
import { createHome, defaultHome, fromOwnFolder } from '../../store/home.ts';
import { lineWidth } from '../data/layout.ts';
import { dataAsJson, dataWords } from '../data/report.ts';
import { addCommon, addDataChoice, type DataOptions, dataChoiceOf } from '../options.ts';
import { ReadingProgress } from '../reading-progress.ts';
import { say } from '../say.ts';

/** `descent data`: what Descent understands of a data set. No project is made, so it also runs beside another Descent. */
export function addDataCommand(program: Command): void {
  const command = program.command('data').argument('<path>', say('cli.flag.data')).description(say('cli.data.about'));
  addCommon(addDataChoice(command)).action(async (source: string, options: DataOptions) => {
    const home = options.home ?? defaultHome();
    createHome(home);
    const progress = new ReadingProgress();
    const choice = dataChoiceOf(options);
    const read = readData(nodeHosts().startReader(), fromOwnFolder(source), choice, home, done => progress.show(done));
    const { dataset, report } = await read.finally(() => progress.end());
    const { facts } = dataset;
    console.log(options.json ? dataAsJson(facts, report) : dataWords(facts, report, choice, lineWidth()));
  });
}
